//! # incompatible-field-type
//!
//! The `fieldType` of a property does not go with its `type`.
//!
//! ## Why it is wrong
//!
//! HubSpot's properties API lists which kinds of input each type can have. With another pair the property is refused,
//! or shown in a way that its values do not fit.
//!
//! ## Example
//!
//! ```json
//! { "name": "length", "label": "Length", "type": "number", "fieldType": "text" }
//! ```
//!
//! ## How to fix
//!
//! Choose another `fieldType`, or the `type` that fits it. The type of a deployed property cannot be changed.
//!
//! ## Source
//!
//! The properties API of the CRM;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::analysis::{app_config, workflow};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "incompatible-field-type",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference",
    file: include_str!("incompatible_field_type.rs"),
    check: Check::Document(check),
};

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

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = cx.config_of("app-object") else {
        return;
    };
    let found = workflow::elements(config, "properties").filter_map(|property| {
        let own = property.get("type")?.as_str()?;
        let (_, fitting) = FIELD_TYPES.iter().find(|(name, _)| *name == own)?;
        let field = property.get("fieldType")?;
        let text = field.as_str().filter(|text| !fitting.contains(text))?;
        // What no type goes with is a mistake that the schema reports.
        FIELD_TYPES
            .iter()
            .find(|(_, others)| others.contains(&text))?;
        let message = format!(
            "a property of type {} cannot be a {} field",
            message::quoted(own),
            message::quoted(text)
        );
        let help = format!("use {}", message::any_of(fitting.iter().copied()));
        Some(cx.at(&RULE, field.span(), message).help(help))
    });
    app_config::add(found, out);
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
