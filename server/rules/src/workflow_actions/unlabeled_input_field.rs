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

use crate::rule;
use crate::workflow_actions::labels;
use analysis::FileContext;
use analysis::components::WorkflowAction;
use diagnostics::Diagnostic;

rule! {
    file: "unlabeled_input_field.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    labels::unlabeled(action, cx, &RULE, "input", &action.input_names(), out);
}
