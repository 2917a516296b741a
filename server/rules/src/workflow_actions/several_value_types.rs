//! # several-value-types
//!
//! An input field of a workflow action has more than one entry in `supportedValueTypes`.
//!
//! ## What it does
//!
//! Counts the entries of each field in `inputFields`.
//!
//! ## Why
//!
//! `supportedValueTypes` is a list, but HubSpot accepts only one entry for each field. A public
//! project with two entries had to remove one before it could be deployed.
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
//!     "inputFields": [
//!       {
//!         "typeDefinition": { "name": "depot", "type": "string", "fieldType": "text" },
//!         "supportedValueTypes": ["STATIC_VALUE", "OBJECT_PROPERTY"],
//!         "isRequired": true
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
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Keep one entry: with `OBJECT_PROPERTY`, the value comes from a property of the record; with
//! `STATIC_VALUE`, users enter it.
//!
//! ## Source
//!
//! Commit fbf0e11 in AlanChou890305/HubSpot-x-BotBonnie, which quotes HubSpot's error: must be
//! single value.

use crate::rule;
use analysis::components::WorkflowAction;
use analysis::{FileContext, list_limit};
use diagnostics::Diagnostic;

rule! {
    file: "several_value_types.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = action
        .supported_value_types()
        .filter(|types| types.elements().count() > 1)
        .map(|types| {
            let message = format!(
                "{} value types in `supportedValueTypes`: HubSpot allows one",
                types.len()
            );
            let span = types.key().map_or(types.span(), |key| key.span);
            cx.at(&RULE, span, message).help("keep one of them")
        });
    list_limit::add(diagnostics, out);
}
