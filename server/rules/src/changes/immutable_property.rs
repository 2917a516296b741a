//! # immutable-property
//!
//! A property changes that HubSpot does not change after creation.
//!
//! ## What it does
//!
//! Compares `config.name` of app objects and `config.objectType` of app events with those at the
//! git ref. Letter case and plurals make no difference: HubSpot names the same object by them. With
//! another `uid` it is another component, which `renamed-uid` and `removed-component` report.
//!
//! ## Why
//!
//! HubSpot creates the object or the event type once, with this value, and refuses another one.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "objectType": "CONTACT" } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "objectType": "COMPANY" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "objectType": "CONTACT" } }
//! ```
//!
//! ## How to fix
//!
//! Restore the value, or add another component with a new `uid`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>;
//! for app objects
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>.

use crate::rule;
use analysis::changes::Changes;
use catalog::singular;
use diagnostics::Diagnostic;
use diagnostics::{Safety, message};
use syntax::edit;

rule! {
    file: "immutable_property.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

/// The properties that HubSpot does not change after creation, by type.
const IMMUTABLE: [(&str, &str); 2] = [("app-object", "name"), ("app-event", "objectType")];

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for (type_name, property) in IMMUTABLE {
        for component in changes.pairs_of(type_name) {
            let Some((old, value)) = component.changed_string(&[property]) else {
                continue;
            };
            if is_same(old, value.as_str().unwrap_or_default()) {
                continue;
            }
            let old_value = message::quoted(old);
            let message =
                format!("`{property}` was {old_value}: HubSpot does not change it after creation");
            let edit = [(value.span(), edit::quote(old))];
            out.push(
                component
                    .at(&RULE, Some(value.span()), message)
                    .help("restore it, or add another component with a new uid")
                    .fix(format!("change to {old_value}"), Safety::Unsafe, edit),
            );
        }
    }
}

/// Whether two names are of the same object.
fn is_same(old: &str, new: &str) -> bool {
    singular(old) == singular(new)
}
