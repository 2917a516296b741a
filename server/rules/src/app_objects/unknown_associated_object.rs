//! # unknown-associated-object
//!
//! A side of an association is neither one of HubSpot's objects nor an app object of the project.
//!
//! ## Why it is wrong
//!
//! An association joins an app object of the project, named by its uid, with another one or with one of HubSpot's own objects.
//! A name that leads nowhere cannot be deployed. HubSpot's template of an association names `app_object`, while the app object
//! of its other template has another uid.
//!
//! ## Example
//!
//! ```text
//! src/app/app-objects/boat-hsmeta.json                 { "uid": "boat", "type": "app-object", … }
//! src/app/app-object-associations/boat-hsmeta.json     … "firstObjectType": "app_object" …
//! ```
//!
//! ## How to fix
//!
//! Write the uid of the app object.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::analysis::objects;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-associated-object",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference",
    file: include_str!("unknown_associated_object.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    objects::each(cx, objects::SIDE, &mut |named| {
        if !named.is_unknown(cx) {
            return;
        }
        let name = message::quoted(named.text);
        let message = format!(
            "{name} is neither the uid of an app object of this project nor one of HubSpot's objects"
        );
        let help = "write the uid of an app object, or `CONTACT`, `COMPANY`, `DEAL` or `TICKET`";
        out.push(named.suggest(cx, cx.at(&RULE, named.value.span(), message), help));
    });
}
