//! # unlabeled-input-field
//!
//! An input field of a workflow action has no label in one of its languages.
//!
//! ## What it does
//!
//! Compares `inputFields` with `labels.<language>.inputFieldLabels` of every language.
//!
//! ## Why
//!
//! HubSpot requires a label for each field in each language. Without it, users who set up the
//! action see the internal name of the field, or no field.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "labels": {
//!       "de": {
//!         "actionName": "Reservieren",
//!         "actionDescription": "Reserviert.",
//!         "appDisplayName": "Bestellungen",
//!         "actionCardContent": "Reservieren"
//!       }
//!     }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "labels": {
//!       "de": {
//!         "actionName": "Reservieren",
//!         "actionDescription": "Reserviert.",
//!         "appDisplayName": "Bestellungen",
//!         "actionCardContent": "Reservieren",
//!         "inputFieldLabels": { "depot": "Depot" }
//!       }
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the label to `inputFieldLabels` of the language.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>

use crate::analysis::workflow;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unlabeled-input-field",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    file: include_str!("unlabeled_input_field.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = workflow::config(cx) else {
        return;
    };
    workflow::unlabelled(cx, &RULE, "input", &workflow::inputs(config), out);
}
