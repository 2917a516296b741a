//! # unknown-property-group
//!
//! A property of an app object is in a group that `propertyGroups` does not define.
//!
//! ## What it does
//!
//! Compares the `groupName` of each property with `propertyGroups`. An object without
//! `propertyGroups` is not checked, because it may use HubSpot's groups.
//!
//! ## Why
//!
//! HubSpot shows the property outside of its group.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "propertyGroups": [{ "name": "order", "label": "Order details" }] } }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "propertyGroups": [{ "name": "order_details", "label": "Order details" }] } }
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or define the group.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>;
//! the official template.

use crate::rule;
use analysis::components::AppObject;
use analysis::declared_names::{self, NameUse};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_property_group.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: AppObject(check),
}

fn check(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // An object without groups of its own may use those of HubSpot.
    let Some(groups) = object.property_groups() else {
        return;
    };
    let diagnostics = object
        .properties()
        .filter_map(|property| NameUse::value(property.group_name()?))
        .filter(|used| groups.lacks(used.name))
        .map(|used| {
            let message = format!(
                "{} is not a property group of this object",
                message::quoted(used.name)
            );
            declared_names::undeclared(cx, &RULE, &used, &groups, message)
        });
    list_limit::add(diagnostics, out);
}
