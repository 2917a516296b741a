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
use analysis::components::AppObject;
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
    let found = object.properties().filter_map(|property| {
        let own = property.get("type")?.as_str()?;
        let (_, fitting) = FIELD_TYPES.iter().find(|(name, _)| *name == own)?;
        let field = property.get("fieldType")?;
        let text = field.as_str().filter(|text| !fitting.contains(text))?;
        // The schema reports a field type that no type allows.
        FIELD_TYPES
            .iter()
            .find(|(_, others)| others.contains(&text))?;
        let message = format!(
            "`fieldType` {} is not allowed with `type` {}",
            message::quoted(text),
            message::quoted(own)
        );
        let help = format!("use {}", message::any_of(fitting.iter().copied()));
        Some(cx.at(&RULE, field.span(), message).help(help))
    });
    list_limit::add(found, out);
}

#[cfg(test)]
mod tests {
    use super::FIELD_TYPES;

    #[test]
    fn the_table_is_that_of_the_schema() {
        let properties = schema::schema("app-object").and_then(|schema| schema.field("properties"));
        let table = properties.and_then(|properties| properties.at(&["items", "x-typeFieldTypes"]));
        let rows = table.into_iter().flat_map(|table| table.members());
        let rows: Vec<(&str, Vec<&str>)> = rows
            .map(|row| (row.key.text, schema::strings(Some(row.value)).collect()))
            .collect();
        assert_eq!(
            rows,
            FIELD_TYPES.map(|(name, fields)| (name, fields.to_vec()))
        );
    }
}
