//! # event-before-first-deploy
//!
//! An app event is added to a project that was never deployed.
//!
//! ## What it does
//!
//! Reports app events of a project that does not exist at the git ref.
//!
//! ## Why
//!
//! HubSpot requires that the project was deployed once before an app event is added.
//!
//! ## Example
//!
//! Before:
//!
//! `hsproject.json` is missing
//!
//! `src/app/app-hsmeta.json` is missing
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "orders" }
//! ```
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "uid": "order_shipped", "type": "app-event" }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "orders" }
//! ```
//!
//! `src/app/app-events/order-shipped-hsmeta.json` is removed
//!
//! ## How to fix
//!
//! Deploy the project without the app event first.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/create-and-manage-event-types>.

use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;

rule! {
    file: "event_before_first_deploy.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    if changes.before.index.project.manifest.is_some() {
        return;
    }
    for event in &changes.added {
        if event.component_type.name != "app-event" {
            continue;
        }
        let message =
            "the project is not at the git ref: HubSpot refuses an app event in the first deploy";
        out.push(
            RULE.at(event.path, event.uid_span, message)
                .help("deploy the project without it first"),
        );
    }
}
