//! # duplicate-option
//!
//! Two options of a field or property have the same value.
//!
//! ## What it does
//!
//! Compares `value` within `options` of the fields of workflow actions, and of the properties of
//! app objects and app events.
//!
//! ## Why
//!
//! Records store the value of an option, so the two options cannot be told apart.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "orderNumber", "label": "Order number", "type": "string" },
//!       {
//!         "name": "carrier",
//!         "label": "Carrier",
//!         "type": "enumeration",
//!         "options": [
//!           { "value": "rail", "label": "Rail" },
//!           { "value": "rail", "label": "Road" }
//!         ]
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "orderNumber", "label": "Order number", "type": "string" },
//!       {
//!         "name": "carrier",
//!         "label": "Carrier",
//!         "type": "enumeration",
//!         "options": [
//!           { "value": "rail", "label": "Rail" },
//!           { "value": "road", "label": "Road" }
//!         ]
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Change the value of one of them, or remove it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>;
//! the properties API of the CRM.

use crate::rule;
use analysis::components::Field;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "duplicate_option.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(|action, cx, out| check(action.field_types(), cx, out)),
        AppObject(|object, cx, out| check(object.properties(), cx, out)),
        AppEvent(|event, cx, out| check(event.properties(), cx, out)),
}

fn check<'a>(
    fields: impl Iterator<Item = Field<'a>>,
    cx: &FileContext<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let diagnostics = fields.flat_map(|field| duplicates(field, cx));
    list_limit::add(diagnostics, out);
}

fn duplicates(field: Field<'_>, cx: &FileContext<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (first, again, name) in field.option_values().repeated() {
        let message = format!("duplicate option value {}", message::quoted(name));
        diagnostics.push(
            cx.at(&RULE, again.span(), message)
                .help("give one of them a different value")
                .related(&cx.document.path, first.span(), "first defined here"),
        );
    }
    diagnostics
}
