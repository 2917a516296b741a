//! # enumeration-without-options
//!
//! A field or property of type `enumeration` has no options.
//!
//! ## What it does
//!
//! Checks the fields of workflow actions and the properties of app objects and app events. The
//! options may also come from `optionsUrl`, `referencedObjectType` or `externalOptions`. Single
//! checkboxes and calculated properties need none.
//!
//! ## Why
//!
//! There is nothing to choose from.
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
//!       { "name": "carrier", "label": "Carrier", "type": "enumeration" }
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
//!         "options": [{ "value": "rail", "label": "Rail" }]
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add `options`, each with `value` and `label`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>,
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>
//! and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::{FileContext, list_limit};
use diagnostics::Diagnostic;
use syntax::{Kind, Value};

rule! {
    file: "enumeration_without_options.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(|action, cx, out| report(action.type_definitions(), cx, out)),
        AppObject(|object, cx, out| report(object.properties(), cx, out)),
        AppEvent(|event, cx, out| report(event.properties(), cx, out)),
}

/// Properties that replace `options`.
const SOURCES: [&str; 4] = [
    "optionsUrl",
    "referencedObjectType",
    "externalOptions",
    "calculationFormula",
];

fn report<'a>(
    fields: impl Iterator<Item = Value<'a>>,
    cx: &FileContext<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let found = fields.filter(lacks_options).filter_map(|field| {
        let place = field
            .get("options")
            .and_then(|options| options.key())
            .map(|key| key.span);
        let place = place.or_else(|| Some(field.get("type")?.span()))?;
        let message = "`enumeration` has no options; no value can be chosen";
        Some(
            cx.at(&RULE, place, message)
                .help("add `options`, each with `value` and `label`"),
        )
    });
    list_limit::add(found, out);
}

fn lacks_options(field: &Value<'_>) -> bool {
    let text = |name: &str| field.get(name).and_then(|value| value.as_str());
    // A single checkbox has `true` and `false`.
    let needs_none = matches!(
        text("fieldType"),
        Some("booleancheckbox" | "calculation_equation")
    );
    let is_empty = |options: Value<'_>| {
        options.kind() == Kind::Array && options.is_empty() && !options.is_incomplete()
    };
    let is_elsewhere = SOURCES.iter().any(|name| field.get(name).is_some());
    let lacks = field
        .get("options")
        .map_or(!field.is_incomplete(), is_empty);
    text("type") == Some("enumeration") && lacks && !needs_none && !is_elsewhere
}
