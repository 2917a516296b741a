//! # unlabeled-output-field
//!
//! An output field of a workflow action has no label in one of its languages.
//!
//! ## Why it is wrong
//!
//! Later steps of a workflow offer the field under its internal name.
//!
//! ## Example
//!
//! ```json
//! "outputFields": [{ "typeDefinition": { "name": "booking_number", "type": "string" } }],
//! "labels": { "en": { "actionName": "Reserve", "outputFieldLabels": {} } }
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
use analysis::{FileContext, workflow};
use diagnostics::Diagnostic;

rule! {
    file: "unlabeled_output_field.rs",
    severity: Info,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = workflow::config(cx) else {
        return;
    };
    workflow::unlabelled(cx, &RULE, "output", &workflow::outputs(config), out);
}
