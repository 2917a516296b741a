//! # unknown-type
//!
//! The `type` of a component is not a component type of HubSpot.
//!
//! ## What it does
//!
//! Compares `type` with the component types. It must be written exactly as documented: `card`, not
//! `cards` or `crm-card`. An empty `type`, or one that is not a string, is reported too. Types that
//! differ in case or have `_` for `-` are reported by `nonstandard-type`.
//!
//! ## Why
//!
//! HubSpot refuses the upload: `Unsupported type`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "type": "crm-card" }
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
//! Write the type that belongs to the folder of the file: `card` in `app/cards`, `app-function` in
//! `app/functions`. HubSpot does not replace `${NAME}` placeholders in `type`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `validation.js`; verified by running
//! it.

use crate::components::nonstandard_type;
use crate::rule;
use analysis::FileContext;
use analysis::components::ComponentFile;
use catalog::{COMPONENTS, ComponentType, Spelling};
use diagnostics::{Diagnostic, Safety, message, suggest};
use project::facts::Facts;
use project::placeholders;
use syntax::{Kind, Value, edit};

rule! {
    file: "unknown_type.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Facts::Component(facts) = &cx.document.facts else {
        return;
    };
    let Some(value) = file.type_name() else {
        return;
    };
    let text = value.as_str().unwrap_or_default();
    if value.kind() == Kind::Unknown
        || facts.spelling != Spelling::Unknown
        || nonstandard_type::is_made_by_hubspot(text)
    {
        return;
    }
    let meant = meant(text, cx.folder);
    let mut diagnostic = cx
        .at(&RULE, value.span(), problem(value))
        .help(help(meant, cx.folder));
    if let Some(meant) = meant {
        diagnostic = change_type(diagnostic, value, meant);
    }
    if let Some(folder) = cx.folder
        && meant != Some(folder)
    {
        diagnostic = change_type(diagnostic, value, folder);
    }
    out.push(diagnostic);
}

fn problem(value: Value<'_>) -> String {
    let Some(text) = value.as_str() else {
        return "`type` must be a string".to_owned();
    };
    if text.is_empty() {
        return "`type` is empty".to_owned();
    }
    let consequence = match placeholders::first(text) {
        Some(_) => "HubSpot does not replace placeholders in `type`",
        None => "HubSpot refuses it",
    };
    let quoted = message::quoted(text);
    format!("unknown component type {quoted}; {consequence}")
}

fn help(meant: Option<&ComponentType>, folder: Option<&ComponentType>) -> String {
    if let Some(meant) = meant {
        return format!("did you mean {}?", message::quoted(meant.name));
    }
    match folder {
        Some(folder) => format!(
            "use `{}`, the type of components in `{}`",
            folder.name, folder.folder
        ),
        None => format!(
            "use one of the available types: {}",
            message::all_of(COMPONENTS.iter().map(|component| component.name))
        ),
    }
}

fn change_type(diagnostic: Diagnostic, value: Value<'_>, to: &ComponentType) -> Diagnostic {
    diagnostic.fix(
        format!("change to `{}`", to.name),
        Safety::Unsafe,
        edit::replace_value(value, &edit::quote(to.name)),
    )
}

/// The type that a string most likely means; if there are several candidates, that of the folder.
pub fn meant(text: &str, folder: Option<&'static ComponentType>) -> Option<&'static ComponentType> {
    let normalized = text.to_lowercase().replace('_', "-");
    if let Some(folder) = folder
        && may_mean(text, &normalized, folder)
    {
        return Some(folder);
    }
    if let Some(component) = COMPONENTS
        .iter()
        .find(|component| component.mistaken_for.contains(&normalized.as_str()))
    {
        return Some(component);
    }
    ComponentType::named(suggest::nearest(text, COMPONENTS.iter().flat_map(names))?)
}

/// Whether a string is similar to the name of a type, or a part of its name or folder.
fn may_mean(text: &str, normalized: &str, component: &'static ComponentType) -> bool {
    let last_folder = component.folder.rsplit('/').take(1);
    suggest::nearest(text, names(component)).is_some()
        || component.mistaken_for.contains(&normalized)
        || last_folder
            .chain(component.name.split('-'))
            .any(|part| part == normalized)
}

fn names(component: &'static ComponentType) -> impl Iterator<Item = &'static str> {
    [component.name].into_iter().chain(component.alias)
}
