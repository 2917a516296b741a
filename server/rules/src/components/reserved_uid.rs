//! # reserved-uid
//!
//! A component has the uid `hubspot-serverless-package-uid`, which HubSpot reserves.
//!
//! ## What it does
//!
//! Checks projects without functions. In a project with functions, `reserved-uid-collision` reports
//! the uid.
//!
//! ## Why
//!
//! HubSpot adds a component with this uid to every project that has functions. As soon as this
//! project has one, HubSpot refuses the upload.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "hubspot-serverless-package-uid" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_card" }
//! ```
//!
//! ## How to fix
//!
//! Choose a different uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, uids};
use diagnostics::{Diagnostic, message};

rule! {
    file: "reserved_uid.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // `reserved-uid-collision` reports it in a project with functions.
    if cx.project.has_functions {
        return;
    }
    let Some(uid) = uids::reserved(cx) else {
        return;
    };
    let message = format!(
        "uid {} is reserved; HubSpot refuses it once the project has a function",
        message::quoted(uids::RESERVED)
    );
    let diagnostic = cx.at(&RULE, uid.span(), message);
    out.push(uids::suggest_another(diagnostic, cx, uid));
}
