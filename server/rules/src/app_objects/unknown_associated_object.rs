//! # unknown-associated-object
//!
//! An association has an object type that is neither an object of HubSpot's nor an app object of
//! the project.
//!
//! ## What it does
//!
//! Checks `firstObjectType` and `secondObjectType` of each `app-object-association`.
//!
//! ## Why
//!
//! An association connects an app object of the project, identified by its uid, with another app
//! object or with an object of HubSpot's. With an unknown object type it cannot be deployed.
//! HubSpot's template of an association names `app_object`, but the app object in HubSpot's
//! template of an object has a different uid.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-object-associations/order-to-contact-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_to_contact",
//!   "type": "app-object-association",
//!   "config": { "firstObjectType": "app_object", "secondObjectType": "CONTACT" }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-object-associations/order-to-contact-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_to_contact",
//!   "type": "app-object-association",
//!   "config": { "firstObjectType": "order", "secondObjectType": "CONTACT" }
//! }
//! ```
//!
//! ## How to fix
//!
//! Write the uid of the app object.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, object_references};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_associated_object.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for named in object_references::unknown(cx, object_references::ASSOCIATION_SIDE) {
        let name = message::quoted(named.text);
        let message =
            format!("{name} is neither an app object of this project nor a HubSpot object");
        let help = "use the uid of an app object, or `CONTACT`, `COMPANY`, `DEAL` or `TICKET`";
        out.push(named.suggest(cx, cx.at(&RULE, named.value.span(), message), help));
    }
}
