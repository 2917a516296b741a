//! # renamed-uid
//!
//! A workflow action or an app event has another `uid`.
//!
//! ## What it does
//!
//! Finds what has a different uid than at the git ref, by its path, its `config` or its
//! entrypoint. Other rules report apps, cards and functions.
//!
//! ## Why
//!
//! HubSpot adds a second workflow action; the old one stays in the editor and in existing
//! workflows. What sends occurrences of an app event names it by its uid, and occurrences cannot
//! be moved.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "uid": "reserve" }
//! ```
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "uid": "reserve-order" }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "uid": "reserve" }
//! ```
//!
//! ## How to fix
//!
//! Restore the uid. To retire a workflow action, keep it and set `isPublished` to `false`.
//!
//! ## Source
//!
//! <https://github.com/juanfariasdev/custom-api-workflow-action>, commits 14300c5, 89f6e58 and
//! 9371fc1;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/send-event-occurrences>.

use super::uids;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "renamed_uid.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

/// What HubSpot does with the old one, by type.
const EFFECTS: [(&str, &str); 2] = [
    (
        "workflow-action",
        "HubSpot adds a second action, and workflows keep the old one",
    ),
    (
        "app-event",
        "what sends occurrences to the old uid fails, and they cannot be moved",
    ),
];

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for (type_name, effect) in EFFECTS {
        for component in changes.renamed_of(type_name) {
            let uid = message::quoted(component.before.uid);
            let message = format!("the uid was {uid}: {effect}");
            let diagnostic = component.at(&RULE, None, message).help("restore the uid");
            out.push(uids::with_fix(diagnostic, component));
        }
    }
}
