//! # changed-app-uid
//!
//! The app has another `uid`.
//!
//! ## What it does
//!
//! Compares the `uid` of the app with that at the git ref.
//!
//! ## Why
//!
//! For HubSpot it is another app: with another id, client id and secret, without installs and
//! without its listing. The old one is removed by the deploy, or blocks it.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_app" }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "uid": "orders" }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_app" }
//! ```
//!
//! ## How to fix
//!
//! Restore the uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/cli` 8.14.0, `lib/projects/localDev/helpers/project.js`, compares by uid;
//! <https://github.com/lydiacupery/plants>, commit 0e88222, made another app in this way.

use super::uids;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "changed_app_uid.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for app in changes.renamed_of("app") {
        let uid = message::quoted(app.before.uid);
        let message = format!(
            "the uid of the app was {uid}: HubSpot makes another app, without installs and credentials"
        );
        let diagnostic = app
            .at(&RULE, None, message)
            .help("restore the uid, unless this is meant to be another app");
        out.push(uids::with_fix(diagnostic, app));
    }
}
