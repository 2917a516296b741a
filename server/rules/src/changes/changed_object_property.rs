//! # changed-object-property
//!
//! A property of an app object is gone or has another type, or an association has another side.
//!
//! ## What it does
//!
//! Compares `config.properties` of app objects by name, and `firstObjectType` and
//! `secondObjectType` of associations, with those at the git ref.
//!
//! ## Why
//!
//! CRM properties keep their name and type, and records of all accounts have values of them. What
//! HubSpot does with such a change is not documented.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "properties": [{ "name": "order_number", "label": "Order number", "type": "string", "fieldType": "text", "groupName": "order_details" }] } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "primaryDisplayLabelPropertyName": "number",
//!     "properties": [
//!       { "name": "number", "label": "Number", "type": "string", "fieldType": "text", "groupName": "order_details" }
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
//!     "primaryDisplayLabelPropertyName": "order_number",
//!     "properties": [
//!       { "name": "order_number", "label": "Number", "type": "string", "fieldType": "text", "groupName": "order_details" }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Keep the property, and add a new one beside it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>;
//! the effect is an inference, so this is an info.

use super::fields::{self, FieldChange};
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "changed_object_property.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

const EFFECT: &str = "HubSpot does not document what happens to existing records";

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for object in changes.pairs_of("app-object") {
        for change in fields::changes(&object, "properties", &[]) {
            let name = message::quoted(change.name());
            let message = match change {
                FieldChange::Removed { .. } => format!("property {name} is gone: {EFFECT}"),
                FieldChange::Retyped { old, .. } => {
                    format!("the type of {name} was {}: {EFFECT}", message::quoted(old))
                }
            };
            let span = change.span().or_else(|| object.nearest(&["properties"]));
            out.push(
                object
                    .at(&RULE, span, message)
                    .help("keep the property, and add a new one beside it"),
            );
        }
    }
    for association in changes.pairs_of("app-object-association") {
        for side in ["firstObjectType", "secondObjectType"] {
            if let Some((old, value)) = association.changed_string(&[side]) {
                let message = format!("`{side}` was {}: {EFFECT}", message::quoted(old));
                out.push(
                    association
                        .at(&RULE, Some(value.span()), message)
                        .help("keep it, and add another association"),
                );
            }
        }
    }
}
