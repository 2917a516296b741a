//! # removed-event-property
//!
//! A property of an app event is gone or has another type.
//!
//! ## What it does
//!
//! Compares `config.properties` of app events by name with those at the git ref.
//!
//! ## Why
//!
//! HubSpot drops occurrences that do not fit the event type: what still sends the old property
//! fails.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "orderNumber", "label": "Order number", "type": "string" },
//!       { "name": "carrier", "label": "Carrier", "type": "string" }
//!     ]
//!   }
//! }
//! ```
//!
//! Bad:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "detailTemplate": "Shipped",
//!     "properties": [{ "name": "orderNumber", "label": "Order number", "type": "string" }]
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
//!     "detailTemplate": "Shipped",
//!     "properties": [
//!       { "name": "orderNumber", "label": "Order number", "type": "string" },
//!       { "name": "carrier", "label": "Carrier", "type": "string" }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Change what sends the occurrences first, and remove the property then.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/send-event-occurrences>.

use super::fields::{self, FieldChange};
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "removed_event_property.rs",
    severity: Warning,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for event in changes.pairs_of("app-event") {
        for change in fields::changes(&event, "properties", &[]) {
            let name = message::quoted(change.name());
            let message = match change {
                FieldChange::Removed { .. } => {
                    format!("property {name} is gone: HubSpot drops occurrences that have it")
                }
                FieldChange::Retyped { old, .. } => format!(
                    "the type of {name} was {}: HubSpot drops occurrences with the old type",
                    message::quoted(old)
                ),
            };
            let span = change.span().or_else(|| event.nearest(&["properties"]));
            out.push(
                event
                    .at(&RULE, span, message)
                    .help("change what sends the occurrences first"),
            );
        }
    }
}
