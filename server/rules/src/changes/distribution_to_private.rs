//! # distribution-to-private
//!
//! A marketplace app becomes a private one.
//!
//! ## What it does
//!
//! Compares `config.distribution` of the app with that at the git ref, ignoring letter case. A marketplace
//! app with static auth at the git ref does not count: HubSpot refuses it, so it was never deployed.
//!
//! ## Why
//!
//! The change from `private` to `marketplace` cannot be undone, says HubSpot's command line.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-events/order-shipped-hsmeta.json` is removed
//!
//! `src/app/app-objects/order-hsmeta.json` is removed
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "marketplace", "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read"] } } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "private" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "marketplace" } }
//! ```
//!
//! ## How to fix
//!
//! Restore `marketplace`, or make another app with a new `uid`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>;
//! npm `@hubspot/cli` 8.14.0, `lang/en.js`, `AppDevModeInterface.distributionChanged`.

use super::{distribution, scopes};
use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;

rule! {
    file: "distribution_to_private.rs",
    severity: Error,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for app in changes.pairs_of("app") {
        let Some(span) = distribution::changed(app, "marketplace", "private") else {
            continue;
        };
        if scopes::is_refused(app.before) {
            continue;
        }
        let message =
            "`distribution` was `marketplace`: HubSpot does not make an app private again";
        out.push(
            app.at(&RULE, Some(span), message)
                .help("restore `marketplace`, or make another app with a new uid"),
        );
    }
}
