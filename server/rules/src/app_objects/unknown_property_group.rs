//! # unknown-property-group
//!
//! A property of an app object belongs to a group that `propertyGroups` does not declare.
//!
//! ## Why it is wrong
//!
//! The property is shown outside of the groups, or not with those that it belongs to.
//!
//! ## Example
//!
//! ```text
//! "propertyGroups": [{ "name": "boat_details", "label": "Details" }],
//! "properties": [{ "name": "length", "groupName": "boat_detail", … }]
//! ```
//!
//! ## How to fix
//!
//! Write the name of a declared group, or declare it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>; the official
//! template.

use crate::analysis::names::{self, Names, Use};
use crate::analysis::{app_config, workflow};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-property-group",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference",
    file: include_str!("unknown_property_group.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    // Without any groups of its own an object may use those of HubSpot.
    let Some(config) = cx
        .config_of("app-object")
        .filter(|config| config.get("propertyGroups").is_some())
    else {
        return;
    };
    let groups = Names::of(config, "propertyGroups", &["name"]);
    let uses = workflow::elements(config, "properties")
        .filter_map(|property| Use::value(property.get("groupName")?));
    let found = uses.filter(|used| groups.lacks(used.name)).map(|used| {
        let message = format!(
            "{} is no property group of this object",
            message::quoted(used.name)
        );
        names::unknown(cx, &RULE, &used, &groups, message)
    });
    app_config::add(found, out);
}
