//! # nonstandard-type
//!
//! The `type` of a component is written in a way that HubSpot's tools accept by accident only: `Card`, `app_event`,
//! `APPLICATION`.
//!
//! ## Why it is wrong
//!
//! The look-up of the type ignores case and takes `_` for `-`; everything after it does not. The component loses its links
//! to the app and to the app's objects. The same goes for `serverless-package`, a type that HubSpot's tools write
//! themselves and accept without looking at the file.
//!
//! ## Example
//!
//! ```json
//! { "uid": "order_history", "type": "Card", "config": {} }
//! ```
//!
//! ## How to fix
//!
//! Write the type as it is documented.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; executed.

use crate::{Check, DocumentCx, Rule};
use catalog::Spelling;
use diagnostics::{Diagnostic, Safety, Severity, message};
use project::facts::Facts;
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "nonstandard-type",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("nonstandard_type.rs"),
    check: Check::Document(check),
};

/// The type of the package that HubSpot makes of a project's functions.
const MADE_BY_HUBSPOT: &str = "serverless-package";

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Facts::Component(facts) = &cx.document.facts else {
        return;
    };
    let Some(value) = cx.root.get("type") else {
        return;
    };
    let Some(text) = value.as_str() else { return };
    let shown = message::quoted(text);
    if is_made_by_hubspot(text) {
        let message = format!(
            "the type {shown} is for HubSpot's own use: nothing in this file is checked or used"
        );
        let diagnostic = cx
            .at(&RULE, value.span(), message)
            .help("HubSpot packs the functions of a project by itself");
        return out.push(match cx.folder {
            Some(folder) => diagnostic.fix(
                format!("change to `{}`", folder.name),
                Safety::Unsafe,
                edit::replace_value(value, &edit::quote(folder.name)),
            ),
            None => diagnostic,
        });
    }
    let Some(component) = facts.declared else {
        return;
    };
    if facts.spelling != Spelling::Tolerated || facts.type_mismatch.is_some() {
        return;
    }
    // That an app does not count as one is an error of its own as soon as a component needs the app.
    if component.name == "app" && cx.around.lacks_app {
        return;
    }
    let lost = if component.requires_app {
        ", and the link to the app is lost"
    } else {
        ""
    };
    let message = format!(
        "{shown} is accepted by accident{lost}; the type is {}",
        message::quoted(component.name)
    );
    out.push(
        cx.at(&RULE, value.span(), message)
            .help(format!("write `{}`", component.name))
            .fix(
                format!("change to `{}`", component.name),
                Safety::Unsafe,
                edit::replace_value(value, &edit::quote(component.name)),
            ),
    );
}

/// Whether HubSpot's tools take the type for that of the package which they make themselves.
pub fn is_made_by_hubspot(text: &str) -> bool {
    text.to_lowercase().replace('_', "-") == MADE_BY_HUBSPOT
}
