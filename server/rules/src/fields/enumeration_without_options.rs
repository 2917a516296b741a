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
use analysis::components::Field;
use analysis::{FileContext, list_limit};
use diagnostics::Diagnostic;
use syntax::Value;

rule! {
    file: "enumeration_without_options.rs",
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
    let diagnostics = fields.filter_map(|field| diagnostic(field, cx));
    list_limit::add(diagnostics, out);
}

fn diagnostic(field: Field<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    let data_type = field.data_type()?;
    if data_type.as_str() != Some("enumeration")
        || !field.lacks_options()
        || field.has_option_source()
        || field.field_type().is_some_and(has_fixed_options)
    {
        return None;
    }
    let span = match field.options() {
        Some(options) => options.key.span,
        None => data_type.span(),
    };
    let message = "`enumeration` has no options; no value can be chosen";
    Some(
        cx.at(&RULE, span, message)
            .help("add `options`, each with `value` and `label`"),
    )
}

/// A single checkbox has `true` and `false`; a calculated field has no options.
fn has_fixed_options(field_type: Value<'_>) -> bool {
    matches!(
        field_type.as_str(),
        Some("booleancheckbox" | "calculation_equation")
    )
}
