//! # incompatible-field-type
//!
//! The `fieldType` of a property of an app object cannot be combined with its `type`.
//!
//! ## What it does
//!
//! Compares the two with the combinations that HubSpot's properties API allows.
//!
//! ## Why
//!
//! HubSpot refuses the property, or shows a field that does not fit its values.
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
//!       {
//!         "name": "order_number",
//!         "label": "Order number",
//!         "type": "number",
//!         "fieldType": "text",
//!         "groupName": "order_details"
//!       }
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
//!       {
//!         "name": "order_number",
//!         "label": "Order number",
//!         "type": "number",
//!         "fieldType": "number",
//!         "groupName": "order_details"
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Choose another `fieldType`, or a `type` that allows it. The type of a deployed property cannot
//! be changed.
//!
//! ## Source
//!
//! The properties API of the CRM;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::components::{AppObject, Field};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "incompatible_field_type.rs",
    severity: Warning,
    since: "0.1.0",
    check: AppObject(check),
}

/// Which `fieldType` goes with which `type`; the schema has the same table under `x-typeFieldTypes`.
const FIELD_TYPES: [(&str, &[&str]); 6] = [
    (
        "string",
        &[
            "text",
            "textarea",
            "file",
            "html",
            "phonenumber",
            "calculation_equation",
        ],
    ),
    ("number", &["number", "calculation_equation"]),
    (
        "enumeration",
        &[
            "select",
            "radio",
            "checkbox",
            "booleancheckbox",
            "calculation_equation",
        ],
    ),
    ("bool", &["booleancheckbox", "calculation_equation"]),
    ("date", &["date", "calculation_equation"]),
    ("datetime", &["date", "calculation_equation"]),
];

fn check(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = object
        .properties()
        .filter_map(|property| diagnostic(property, cx));
    list_limit::add(diagnostics, out);
}

fn diagnostic(property: Field<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    let data_type = property.data_type()?.as_str()?;
    let (_, allowed) = FIELD_TYPES.iter().find(|(name, _)| *name == data_type)?;
    let value = property.field_type()?;
    let field_type = value.as_str()?;
    // The schema reports a field type that no type allows.
    if allowed.contains(&field_type) || !is_known(field_type) {
        return None;
    }
    let message = format!(
        "`fieldType` {} is not allowed with `type` {}",
        message::quoted(field_type),
        message::quoted(data_type)
    );
    let help = format!("use {}", message::any_of(allowed.iter().copied()));
    Some(cx.at(&RULE, value.span(), message).help(help))
}

fn is_known(field_type: &str) -> bool {
    FIELD_TYPES
        .iter()
        .any(|(_, allowed)| allowed.contains(&field_type))
}

#[cfg(test)]
mod tests {
    use super::FIELD_TYPES;

    #[test]
    fn field_types_equal_the_table_in_the_schema() {
        let rows: Vec<(&str, Vec<&str>)> = schema::schema("app-object")
            .and_then(|schema| {
                let path = ["properties", "config", "properties", "properties"];
                schema.root().at(&path)?.at(&["items", "x-typeFieldTypes"])
            })
            .into_iter()
            .flat_map(|table| table.members())
            .map(|row| (row.key.text, schema::strings(Some(row.value)).collect()))
            .collect();
        assert_eq!(
            rows,
            FIELD_TYPES.map(|(name, fields)| (name, fields.to_vec()))
        );
    }
}
