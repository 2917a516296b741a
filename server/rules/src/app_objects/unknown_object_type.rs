//! # unknown-object-type
//!
//! An object type is neither documented by HubSpot nor an app object of the project.
//!
//! ## What it does
//!
//! Checks the object types of cards, bulk actions, workflow actions, webhooks and app events.
//! HubSpot's documentation, templates and public projects write the same object in several ways
//! (`contacts`, `CONTACT`, `0-1`), so case and plural are not compared. Custom objects of the form
//! `p_<name>` and `2-<number>` are not checked.
//!
//! ## Why
//!
//! A component for an object type that does not exist is never shown or called.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contcats"] } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contacts"] } }
//! ```
//!
//! ## How to fix
//!
//! Correct the name. The name of a custom object is `p_<name>`; the name of an app object is its
//! uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>.
//! HubSpot's lists of objects are not complete.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, object_references};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_object_type.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for named in object_references::unknown(cx, "object-type") {
        let name = message::quoted(named.text);
        let (message, help) = if named.text.bytes().all(|byte| byte.is_ascii_digit()) {
            (
                format!("{name} is a number; HubSpot identifies object types by name"),
                "use `p_<name>` for a custom object",
            )
        } else {
            (
                format!(
                    "{name} is neither a documented HubSpot object nor an app object of this project"
                ),
                "correct the name; use `p_<name>` for a custom object, the uid for an app object",
            )
        };
        out.push(named.suggest(cx, cx.at(&RULE, named.value.span(), message), help));
    }
}
