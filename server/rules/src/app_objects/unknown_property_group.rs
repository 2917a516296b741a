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
use analysis::names::{self, Names, Use};
use analysis::{FileContext, app_config, workflow};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_property_group.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
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
            "{} is not a property group of this object",
            message::quoted(used.name)
        );
        names::unknown(cx, &RULE, &used, &groups, message)
    });
    app_config::add(found, out);
}
