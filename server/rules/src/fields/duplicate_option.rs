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
use analysis::declared_names::DeclaredNames;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};
use syntax::Value;

rule! {
    file: "duplicate_option.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(|action, cx, out| report(action.type_definitions(), cx, out)),
        AppObject(|object, cx, out| report(object.properties(), cx, out)),
        AppEvent(|event, cx, out| report(event.properties(), cx, out)),
}

fn report<'a>(
    fields: impl Iterator<Item = Value<'a>>,
    cx: &FileContext<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let found = fields.flat_map(|holder| {
        let options = DeclaredNames::of(holder, "options", &["value"]);
        let repeated: Vec<_> = options.repeated().collect();
        repeated.into_iter().map(|(first, again, name)| {
            let found = cx.at(
                &RULE,
                again.span(),
                format!("duplicate option value {}", message::quoted(name)),
            );
            found.help("give one of them a different value").related(
                &cx.document.path,
                first.span(),
                "first defined here",
            )
        })
    });
    list_limit::add(found, out);
}
