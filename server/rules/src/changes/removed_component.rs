//! # removed-component
//!
//! A component of the deployed project is gone.
//!
//! ## What it does
//!
//! Looks for the components at the git ref by type and uid. Other rules report cards, functions,
//! and the uids of apps, workflow actions and app events.
//!
//! ## Why
//!
//! HubSpot's server decides for each component whether it blocks the deploy; with warnings only,
//! `hs project deploy --force` passes. Which types block it is documented for none. What accounts
//! have of it may be lost: records of an app object, deliveries of webhooks.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_webhooks" }
//! ```
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json` is removed
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_webhooks" }
//! ```
//!
//! ## How to fix
//!
//! Restore the component, or deploy the removal on purpose.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `lib/projects/deploy.js`; see
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/hubspot-cli/project-commands>.

use super::uids;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "removed_component.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

/// The types whose removal other rules report.
const REMOVAL_ELSEWHERE: [&str; 2] = ["card", "app-function"];

/// The types whose new uids other rules report.
const UID_ELSEWHERE: [&str; 5] = [
    "app",
    "app-event",
    "app-function",
    "card",
    "workflow-action",
];

const EFFECT: &str = "HubSpot may block the deploy, and accounts may lose what they have of it";

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for component in &changes.removed {
        let type_name = component.component_type.name;
        if REMOVAL_ELSEWHERE.contains(&type_name) {
            continue;
        }
        let gone = uids::gone(&message::quoted(type_name), component);
        let message = format!("{gone}: {EFFECT}");
        if let Some(diagnostic) = changes.at_project(&RULE, message) {
            out.push(diagnostic.help("restore the file, or deploy the removal on purpose"));
        }
    }
    for &component in &changes.renamed {
        if UID_ELSEWHERE.contains(&component.after.component_type.name) {
            continue;
        }
        let uid = message::quoted(component.before.uid);
        let message = format!("the uid was {uid}: {EFFECT}");
        let diagnostic = component.at(&RULE, None, message).help("restore the uid");
        out.push(uids::with_fix(diagnostic, component));
    }
}
