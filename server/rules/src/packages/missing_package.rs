//! # missing-package
//!
//! A folder with UI extensions has no `package.json`.
//!
//! ## What it does
//!
//! Requires one `package.json` in each folder with UI extensions: cards, pages, settings and bulk
//! actions. It serves all components of the folder.
//!
//! ## Why
//!
//! HubSpot installs its dependencies, at least `@hubspot/ui-extensions` and `react`, before it
//! builds the extensions.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/package.json` is missing
//!
//! Good:
//!
//! `src/app/cards/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! ## How to fix
//!
//! Add a `package.json` with `@hubspot/ui-extensions` and `react` in `dependencies`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! the official templates at <https://github.com/HubSpot/hubspot-project-components>.

use crate::rule;
use std::collections::BTreeMap;

use analysis::files::{self, PathState};
use analysis::related;
use diagnostics::{Diagnostic, RelPath, Span};
use project::index::{Component, Index};

rule! {
    file: "missing_package.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (folder, components) in components_by_folder(index) {
        let [(path, span), others @ ..] = components.as_slice() else {
            continue;
        };
        let Some(package) = RelPath::new(folder).join("package.json") else {
            continue;
        };
        if !matches!(
            files::path_state(index, &package),
            PathState::Missing | PathState::Folder
        ) {
            continue;
        }
        let message = format!("UI extensions require `{package}`, which does not exist");
        let diagnostic = RULE
            .at(path, *span, message)
            .help("add it with `@hubspot/ui-extensions` and `react` in `dependencies`");
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "also required by this component",
        ));
    }
}

/// The components that use a package in their folder, each with the span of its `type`.
fn components_by_folder<'p>(index: &Index<'p>) -> BTreeMap<&'p str, Vec<(&'p RelPath, Span)>> {
    let mut folders: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for component in &index.components {
        if let Some(type_name) = &component.facts.type_name
            && uses_package(component)
        {
            let components = folders.entry(component.path.folder()).or_default();
            components.push((component.path, type_name.span));
        }
    }
    folders
}

/// Whether components of this type use a package in their folder. If HubSpot refuses a project without it, another rule
/// reports it.
fn uses_package(component: &Component<'_>) -> bool {
    if component.facts.component != Some(component.folder) {
        return false;
    }
    let Some(schema) = schema::schema(component.folder.name) else {
        return false;
    };
    schema.facts("neighbors").any(is_package) && !schema.facts("requiredNeighbors").any(is_package)
}

fn is_package(file: &str) -> bool {
    file == "package.json"
}
