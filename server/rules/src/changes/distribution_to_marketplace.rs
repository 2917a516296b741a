//! # distribution-to-marketplace
//!
//! A private app becomes a marketplace app.
//!
//! ## What it does
//!
//! Compares `config.distribution` of the app with that at the git ref, ignoring letter case.
//!
//! ## Why
//!
//! It cannot be undone. HubSpot's command line says that it also uninstalls the app from all
//! accounts; a guide of a third party says that installs of private apps with OAuth survive.
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
//! { "config": { "distribution": "private", "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read"] } } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "marketplace" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "private" } }
//! ```
//!
//! ## How to fix
//!
//! Deploy it if that is the plan; otherwise restore `private`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>;
//! npm `@hubspot/cli` 8.14.0, `lang/en.js`, `AppDevModeInterface.distributionChanged`.

use super::distribution;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;

rule! {
    file: "distribution_to_marketplace.rs",
    severity: Warning,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for app in changes.pairs_of("app") {
        let Some(span) = distribution::changed(app, "private", "marketplace") else {
            continue;
        };
        let message = "`distribution` was `private`: it cannot be undone, and may uninstall the app from all accounts";
        out.push(
            app.at(&RULE, Some(span), message)
                .help("restore `private`, unless the app is meant to be listed"),
        );
    }
}
