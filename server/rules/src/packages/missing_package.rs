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
    let mut folders: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for component in index
        .components
        .iter()
        .filter(|component| wants_package(component))
    {
        let place = component
            .facts
            .type_name
            .as_ref()
            .map(|name| (component.path, name.span));
        folders
            .entry(component.path.folder())
            .or_default()
            .extend(place);
    }
    for (folder, places) in folders {
        let Some(package) = RelPath::new(folder).join("package.json") else {
            continue;
        };
        let [(path, span), others @ ..] = places.as_slice() else {
            continue;
        };
        if matches!(
            files::path_state(index, &package),
            PathState::Missing | PathState::Folder
        ) {
            let message = format!("UI extensions require `{package}`, which does not exist");
            let diagnostic = RULE.at(path, *span, message);
            let help = "add it with `@hubspot/ui-extensions` and `react` in `dependencies`";
            let others = related::add(
                diagnostic.help(help),
                others.iter().copied(),
                others.len(),
                "also required by this component",
            );
            out.push(others);
        }
    }
}

/// Whether the type wants a package beside it; where HubSpot refuses a project without, another rule says so.
fn wants_package(component: &Component<'_>) -> bool {
    let own = component
        .facts
        .component
        .filter(|own| *own == component.folder);
    let has = |name: &str| {
        own.and_then(|own| schema::schema(own.name))
            .is_some_and(|schema| schema.facts(name).any(|file| file == "package.json"))
    };
    has("neighbors") && !has("requiredNeighbors")
}
