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
use syntax::{Kind, edit};

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
    let Some(value) = file
        .type_name()
        .filter(|value| value.kind() != Kind::Unknown)
    else {
        return;
    };
    let text = value.as_str().unwrap_or_default();
    if facts.spelling != Spelling::Unknown || nonstandard_type::is_made_by_hubspot(text) {
        return;
    }
    let message = match (value.as_str(), placeholders::first(text)) {
        (None, _) => "`type` must be a string".to_owned(),
        (Some(""), _) => "`type` is empty".to_owned(),
        (_, Some(_)) => format!(
            "unknown component type {}; HubSpot does not replace placeholders in `type`",
            message::quoted(text)
        ),
        _ => format!(
            "unknown component type {}; HubSpot refuses it",
            message::quoted(text)
        ),
    };
    let folder = cx.folder;
    let meant = meant(text, folder);
    let mut diagnostic = cx
        .at(&RULE, value.span(), message)
        .help(match (meant, folder) {
            (Some(meant), _) => format!("did you mean {}?", message::quoted(meant.name)),
            (None, Some(folder)) => format!(
                "use `{}`, the type of components in `{}`",
                folder.name, folder.folder
            ),
            (None, None) => format!(
                "use one of the available types: {}",
                message::all_of(COMPONENTS.iter().map(|component| component.name))
            ),
        });
    let second = folder.filter(|folder| meant != Some(folder));
    for component in meant.into_iter().chain(second) {
        let edits = edit::replace_value(value, &edit::quote(component.name));
        diagnostic = diagnostic.fix(
            format!("change to `{}`", component.name),
            Safety::Unsafe,
            edits,
        );
    }
    out.push(diagnostic);
}

/// The type that a string most likely means; if there are several candidates, that of the folder.
pub fn meant(text: &str, folder: Option<&'static ComponentType>) -> Option<&'static ComponentType> {
    let names =
        |component: &'static ComponentType| [component.name].into_iter().chain(component.alias);
    let near = |component| suggest::nearest(text, names(component)).is_some();
    let lower = text.to_lowercase().replace('_', "-");
    let mistaken = |component: &&ComponentType| component.mistaken_for.contains(&lower.as_str());
    let suits = |component: &&'static ComponentType| {
        let last = component.folder.rsplit('/').take(1);
        near(component)
            || mistaken(component)
            || last
                .chain(component.name.split('-'))
                .any(|part| part == lower)
    };
    folder
        .filter(suits)
        .or_else(|| COMPONENTS.iter().find(mistaken))
        .or_else(|| {
            let name = suggest::nearest(text, COMPONENTS.iter().flat_map(names))?;
            ComponentType::named(name)
        })
}
