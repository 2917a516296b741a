//! # duplicate-name
//!
//! Two input fields, two output fields or two app object properties have the same name.
//!
//! ## What it does
//!
//! Compares names within `inputFields` and `outputFields` of a workflow action, and within
//! `properties` of an app object. An input field and an output field may have the same name.
//!
//! ## Why
//!
//! HubSpot identifies fields and properties by their names.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "order_number", "label": "Number", "type": "string", "fieldType": "text" },
//!       { "name": "order_number", "label": "Weight", "type": "number", "fieldType": "number" }
//!     ]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "order_number", "label": "Number", "type": "string", "fieldType": "text" },
//!       { "name": "order_weight", "label": "Weight", "type": "number", "fieldType": "number" }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Rename or remove one of them.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>
//! and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::components::{AppObject, WorkflowAction};
use analysis::declared_names::DeclaredNames;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "duplicate_name.rs",
    severity: Error,
    since: "0.1.0",
    check: WorkflowAction(check_action), AppObject(check_object),
}

fn check_action(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    report(cx, &action.input_names(), "input field", out);
    report(cx, &action.output_names(), "output field", out);
}

fn check_object(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    report(cx, &object.property_names(), "property", out);
}

fn report(cx: &FileContext<'_>, names: &DeclaredNames<'_>, kind: &str, out: &mut Vec<Diagnostic>) {
    let diagnostics = names.repeated().map(|(first, again, name)| {
        let message = format!("duplicate {kind} name {}", message::quoted(name));
        cx.at(&RULE, again.span(), message)
            .help("rename one of them")
            .related(&cx.document.path, first.span(), "first defined here")
    });
    list_limit::add(diagnostics, out);
}
