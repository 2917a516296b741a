//! # removed-function
//!
//! An app function is gone, or has another `uid`.
//!
//! ## What it does
//!
//! Looks for the functions at the git ref by their uids.
//!
//! ## Why
//!
//! HubSpot may block the deploy of all components: one public history says so, and that
//! `hs project upload --force` did not help. After a deploy, `hubspot.serverless(uid)` fails in
//! each card that names it, also in those that users have open, and the URL of its endpoint no
//! longer answers.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders" }
//! ```
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "list_orders" }
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders" }
//! ```
//!
//! ## How to fix
//!
//! Restore the function, or deploy it under both uids until no card calls the old one.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>;
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, `serverless/config.js`.

use super::uids;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "removed_function.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

const EFFECT: &str = "HubSpot may block the deploy, and calls of it fail afterwards";

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for function in changes.renamed_of("app-function") {
        let uid = message::quoted(function.before.uid);
        let message = format!("the uid of this function was {uid}: {EFFECT}");
        let diagnostic = function
            .at(&RULE, None, message)
            .help("restore the uid, or change every call of it");
        out.push(uids::with_fix(diagnostic, function));
    }
    for function in changes.removed_of("app-function") {
        let message = format!("{}: {EFFECT}", uids::gone("function", function));
        if let Some(diagnostic) = changes.at_project(&RULE, message) {
            out.push(diagnostic.help("restore the file, or make sure that nothing calls it"));
        }
    }
}
