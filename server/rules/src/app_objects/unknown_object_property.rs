//! # unknown-object-property
//!
//! An app object refers to a property that it does not define.
//!
//! ## What it does
//!
//! Compares `primaryDisplayLabelPropertyName`, `secondaryDisplayLabelPropertyNames` and
//! `defaultCreateFormFields` with `properties`. Names that begin with `hs_` or `hubspot_` are
//! properties of HubSpot's and are not checked.
//!
//! ## Why
//!
//! The display labels of a record and the fields of its create form are properties of the object.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "primaryDisplayLabelPropertyName": "ordernumber" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "primaryDisplayLabelPropertyName": "order_number" } }
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or define the property.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::components::AppObject;
use analysis::declared_names::{self, NameUse};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_object_property.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: AppObject(check),
}

/// Prefixes of properties that HubSpot adds to each object.
const HUBSPOT_PREFIXES: [&str; 2] = ["hs_", "hubspot_"];

fn check(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let properties = object.property_names();
    let diagnostics = object
        .displayed_properties()
        .filter_map(NameUse::value)
        .filter(|used| !is_of_hubspot(used.name) && properties.lacks(used.name))
        .map(|used| {
            let message = format!(
                "{} is not a property of this object",
                message::quoted(used.name)
            );
            declared_names::undeclared(cx, &RULE, &used, &properties, message)
        });
    list_limit::add(diagnostics, out);
}

fn is_of_hubspot(name: &str) -> bool {
    HUBSPOT_PREFIXES
        .iter()
        .any(|prefix| name.starts_with(prefix))
}
