//! # association-without-app-object
//!
//! Neither side of an association is an app object.
//!
//! ## What it does
//!
//! Reports an `app-object-association` whose `firstObjectType` and `secondObjectType` are both
//! HubSpot objects.
//!
//! ## Why
//!
//! The component defines associations of the app's own objects. HubSpot's objects are associated
//! with each other without it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-object-associations/order-contact-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_contact",
//!   "type": "app-object-association",
//!   "config": { "firstObjectType": "COMPANY", "secondObjectType": "CONTACT" }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-object-associations/order-contact-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_contact",
//!   "type": "app-object-association",
//!   "config": { "firstObjectType": "order", "secondObjectType": "CONTACT" }
//! }
//! ```
//!
//! ## How to fix
//!
//! Use the uid of an app object of the project for one of the sides, or remove the component.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>:
//! at least one side is an app object.

use crate::rule;
use analysis::components::Association;
use analysis::{FileContext, object_references};
use diagnostics::{Diagnostic, message};

rule! {
    file: "association_without_app_object.rs",
    severity: Error,
    since: "0.1.0",
    check: Association(check),
}

fn check(association: &Association<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let (Some(first), Some(second)) = (
        association.first_object_type(),
        association.second_object_type(),
    ) else {
        return;
    };
    let (Some(first_name), Some(second_name)) = (first.as_str(), second.as_str()) else {
        return;
    };
    if object_references::is_hubspot_object(cx, first_name)
        && object_references::is_hubspot_object(cx, second_name)
    {
        let message = format!(
            "neither {} nor {} is an app object; one side must be",
            message::quoted(first_name),
            message::quoted(second_name)
        );
        out.push(
            cx.at(&RULE, first.span(), message)
                .help("use the uid of an app object of this project for one side")
                .related(&cx.document.path, second.span(), "the other side"),
        );
    }
}
