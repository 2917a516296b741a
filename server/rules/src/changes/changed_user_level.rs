//! # changed-user-level
//!
//! An existing app is changed to one that users install for themselves.
//!
//! ## What it does
//!
//! Reports `config.isUserLevel: true` of an app that did not have it at the git ref.
//!
//! ## Why
//!
//! HubSpot cannot change an existing app, which accounts install, to one that users install: that takes
//! a new app.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "isUserLevel": false } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "isUserLevel": true } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "isUserLevel": false } }
//! ```
//!
//! ## How to fix
//!
//! Make another app with a new `uid`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/user-level-apps>:
//! apps with account-level access cannot be migrated.

use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;
use syntax::Kind;

rule! {
    file: "changed_user_level.rs",
    severity: Error,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for app in changes.pairs_of("app") {
        let path = ["isUserLevel"];
        let was_user_level = match app.before.at(&path) {
            None => !app.before.is_known(&path),
            Some(value) if value.kind() == Kind::Bool(false) => false,
            Some(_) => true,
        };
        let Some(value) = app.after.at(&path) else {
            continue;
        };
        if was_user_level || value.kind() != Kind::Bool(true) {
            continue;
        }
        let message = "`isUserLevel` was not `true`: HubSpot cannot change an existing app to it";
        out.push(
            app.at(&RULE, Some(value.span()), message)
                .help("remove it, or make another app with a new uid"),
        );
    }
}
