//! # unlabeled-output-field
//!
//! An output field of a workflow action has no label in one of its languages.
//!
//! ## What it does
//!
//! Compares `outputFields` with `labels.<language>.outputFieldLabels` of every language.
//!
//! ## Why
//!
//! Later steps of a workflow show the internal name of the field.
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
//!     "outputFields": [{ "typeDefinition": { "name": "booking_number", "type": "string" } }]
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
//!     "outputFields": [{ "typeDefinition": { "name": "booking_number", "type": "string" } }],
//!     "labels": { "en": { "outputFieldLabels": { "booking_number": "Booking number" } } }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the label to `outputFieldLabels` of the language.
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
    file: "unlabeled_output_field.rs",
    severity: Info,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    labels::unlabeled(action, cx, &RULE, "output", &action.output_names(), out);
}
