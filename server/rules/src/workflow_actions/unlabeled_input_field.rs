//! # unlabeled-input-field
//!
//! An input field of a workflow action has no label in one of its languages.
//!
//! ## Why it is wrong
//!
//! HubSpot asks for the label of each field in each language. Users who set the action up see the field under its
//! internal name, or not at all.
//!
//! ## Example
//!
//! ```json
//! "inputFields": [{ "typeDefinition": { "name": "boat_class", "type": "string" } }],
//! "labels": { "en": { "actionName": "Reserve", "inputFieldLabels": {} } }
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
use analysis::{FileContext, workflow};
use diagnostics::Diagnostic;

rule! {
    file: "unlabeled_input_field.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = workflow::config(cx) else {
        return;
    };
    workflow::unlabelled(cx, &RULE, "input", &workflow::inputs(config), out);
}
