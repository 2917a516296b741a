//! # incomplete-field-dependency
//!
//! A field dependency of a workflow action does not define all of its fields.
//!
//! ## What it does
//!
//! Checks the entries of `inputFieldDependencies` for `controllingFieldName`, `dependentFieldNames`
//! and, with `CONDITIONAL_SINGLE_FIELD`, `controllingFieldValue`. Empty strings and lists are
//! reported too. `targetFieldNames`, which public projects use, is accepted instead of
//! `dependentFieldNames`.
//!
//! ## Why
//!
//! HubSpot's API for workflow actions requires all of them. Without one the dependency has no
//! effect.
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
//!     "inputFieldDependencies": [
//!       {
//!         "dependencyType": "SINGLE_FIELD",
//!         "controllingFieldName": "depot",
//!         "dependentFieldNames": []
//!       }
//!     ]
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
//!     "inputFields": [
//!       {
//!         "typeDefinition": { "name": "depot", "type": "string", "fieldType": "text" },
//!         "supportedValueTypes": ["STATIC_VALUE"],
//!         "isRequired": true
//!       },
//!       {
//!         "typeDefinition": { "name": "shelf", "type": "string", "fieldType": "text" },
//!         "supportedValueTypes": ["STATIC_VALUE"],
//!         "isRequired": false
//!       }
//!     ],
//!     "inputFieldDependencies": [
//!       {
//!         "dependencyType": "SINGLE_FIELD",
//!         "controllingFieldName": "depot",
//!         "dependentFieldNames": ["shelf"]
//!       }
//!     ],
//!     "labels": { "en": { "inputFieldLabels": { "shelf": "Shelf" } } }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the missing property, or remove the dependency.
//!
//! ## Source
//!
//! HubSpot's API specification of workflow actions:
//! <https://developers.hubspot.com/docs/api-reference/latest/automation/workflow-actions/custom-action-reference>;
//! `targetFieldNames` is used by public projects.

use crate::rule;
use analysis::components::{FieldDependency, WorkflowAction, is_no_name};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};
use syntax::{Kind, Value};

rule! {
    file: "incomplete_field_dependency.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

/// The properties of an entry.
const KNOWN: [&str; 5] = [
    "dependencyType",
    "controllingFieldName",
    "controllingFieldValue",
    "dependentFieldNames",
    "targetFieldNames",
];

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = action
        .field_dependencies()
        .filter_map(|dependency| diagnostic(dependency, cx));
    list_limit::add(diagnostics, out);
}

fn diagnostic(dependency: FieldDependency<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    if !is_certain(dependency.value) {
        return None;
    }
    let missing = missing(dependency);
    let pronoun = match missing.len() {
        0 => return None,
        1 => "it",
        _ => "them",
    };
    let names = message::all_of(missing);
    let message =
        format!("field dependency without {names}: HubSpot's API specification requires {pronoun}");
    Some(
        cx.at(&RULE, cx.anchor(dependency.value), message)
            .help(format!("add {names}, or remove the dependency")),
    )
}

/// Whether what is absent is really absent: an unknown property may be a misspelling of it, which is another problem.
fn is_certain(dependency: Value<'_>) -> bool {
    dependency.kind() == Kind::Object
        && !dependency.is_incomplete()
        && dependency
            .members()
            .all(|member| KNOWN.contains(&member.key.text))
}

/// The properties that are absent or empty.
fn missing(dependency: FieldDependency<'_>) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if dependency.controlling_field().is_none_or(is_no_name) {
        missing.push("controllingFieldName");
    }
    if dependency.is_conditional() && dependency.controlling_value().is_none_or(is_no_name) {
        missing.push("controllingFieldValue");
    }
    if dependency.dependent_lists().all(names_no_field) {
        missing.push("dependentFieldNames");
    }
    missing
}

/// Whether a list contains only empty names. A value of another type is another problem.
fn names_no_field(list: Value<'_>) -> bool {
    list.kind() == Kind::Array && !list.is_incomplete() && list.elements().all(is_no_name)
}
