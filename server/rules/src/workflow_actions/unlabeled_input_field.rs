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
