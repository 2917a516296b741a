//! # nonstandard-type
//!
//! The `type` of a component differs from the documented one in case, or has `_` for `-`.
//!
//! ## What it does
//!
//! Reports types such as `Card`, `app_event` and `APPLICATION`, which HubSpot's tools accept by
//! accident, and `serverless-package`, a type that they reserve for their own use and accept
//! without reading the file.
//!
//! ## Why
//!
//! HubSpot's tools ignore case and treat `_` as `-` only when they look up the type. Afterwards
//! they compare the string as it is, so the component loses its links to the app and to the objects
//! of the app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "type": "Card" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "type": "card" }
//! ```
//!
//! ## How to fix
//!
//! Write the type as documented.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;
use analysis::FileContext;
use analysis::components::ComponentFile;
use catalog::{ComponentType, Spelling};
use diagnostics::{Diagnostic, Safety, message};
use project::facts::Facts;
use syntax::{Value, edit};

rule! {
    file: "nonstandard_type.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

/// The type of the package that HubSpot creates from a project's functions.
const MADE_BY_HUBSPOT: &str = "serverless-package";

fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Facts::Component(facts) = &cx.document.facts else {
        return;
    };
    let Some(value) = file.type_name() else {
        return;
    };
    let Some(text) = value.as_str() else { return };
    if is_made_by_hubspot(text) {
        out.push(reserved(cx, value, text));
        return;
    }
    let Some(component) = facts.declared else {
        return;
    };
    if facts.spelling != Spelling::Tolerated || facts.type_mismatch.is_some() {
        return;
    }
    // `missing-app` reports this app if a component requires an app.
    if component.name == "app" && cx.project.lacks_app {
        return;
    }
    out.push(nonstandard(cx, value, text, component));
}

fn reserved(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Diagnostic {
    let message = format!(
        "type {} is reserved; HubSpot ignores this file",
        message::quoted(text)
    );
    let diagnostic = cx
        .at(&RULE, value.span(), message)
        .help("use a documented type; HubSpot packages functions itself");
    match cx.folder {
        Some(folder) => change_type(diagnostic, value, folder),
        None => diagnostic,
    }
}

fn nonstandard(
    cx: &FileContext<'_>,
    value: Value<'_>,
    text: &str,
    component: &ComponentType,
) -> Diagnostic {
    let consequence = if component.requires_app {
        " but loses its link to the app"
    } else {
        ""
    };
    let message = format!(
        "nonstandard type {} instead of {}; HubSpot accepts it{consequence}",
        message::quoted(text),
        message::quoted(component.name)
    );
    let diagnostic = cx
        .at(&RULE, value.span(), message)
        .help(format!("change to `{}`", component.name));
    change_type(diagnostic, value, component)
}

fn change_type(diagnostic: Diagnostic, value: Value<'_>, to: &ComponentType) -> Diagnostic {
    diagnostic.fix(
        format!("change to `{}`", to.name),
        Safety::Unsafe,
        edit::replace_value(value, &edit::quote(to.name)),
    )
}

/// Whether HubSpot's tools read the type as that of the package which they create themselves.
pub fn is_made_by_hubspot(text: &str) -> bool {
    text.to_lowercase().replace('_', "-") == MADE_BY_HUBSPOT
}
