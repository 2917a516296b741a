//! # unusual-cms-file-name
//!
//! The component file of a theme or of CMS assets has a name that the local CMS server does not
//! find.
//!
//! ## What it does
//!
//! Compares the file name with `theme-hsmeta.json` or `cms-assets-hsmeta.json`. A project with
//! several such components in one folder is not reported, because only one of them can have the
//! name.
//!
//! ## Why
//!
//! HubSpot uploads any file whose name ends in `-hsmeta.json`, but the local CMS server reads only
//! these two.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/cms-assets/menus-hsmeta.json`
//!
//! ```json
//! { "uid": "menus", "type": "cms-assets", "config": { "themePath": "menus" } }
//! ```
//!
//! `src/cms-assets/menus/cms-assets.json`
//!
//! ```json
//! { "label": "Menus" }
//! ```
//!
//! Good:
//!
//! `src/cms-assets/menus-hsmeta.json` is removed
//!
//! `src/cms-assets/cms-assets-hsmeta.json`
//!
//! ```json
//! { "uid": "menus", "type": "cms-assets", "config": { "themePath": "menus" } }
//! ```
//!
//! `src/cms-assets/menus/cms-assets.json`
//!
//! ```json
//! { "label": "Menus" }
//! ```
//!
//! ## How to fix
//!
//! Rename the file if you use the local server.
//!
//! ## Source
//!
//! npm `@hubspot/cms-dev-server` 1.2.70. HubSpot's own migration writes other names.

use crate::rule;
use diagnostics::{Diagnostic, RelPath, message};
use project::index::{Component, Index};

rule! {
    file: "unusual_cms_file_name.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for component in &index.components {
        if let Some(name) = expected_name(component)
            && let Some(type_name) = &component.facts.type_name
            && can_have_name(index, component, name)
        {
            let message = format!(
                "HubSpot's local CMS server reads {}, not {}",
                message::quoted(name),
                message::quoted(component.path.file_name())
            );
            out.push(
                RULE.at(component.path, type_name.span, message)
                    .help("rename the file if you use the local CMS server"),
            );
        }
    }
}

/// The name that the local CMS server looks for, if the file has a different one.
fn expected_name(component: &Component<'_>) -> Option<&'static str> {
    // A component in the wrong folder has to move first.
    if component.facts.declared != Some(component.folder) {
        return None;
    }
    let own = component.facts.component?;
    if own.requires_app || own.name == "app" {
        return None;
    }
    let name = schema::schema(own.name)?.fact("fileName")?.as_str()?;
    if component.path.file_name() == name {
        None
    } else {
        Some(name)
    }
}

/// Whether no other component is in the folder, and no other file has the name.
fn can_have_name(index: &Index<'_>, component: &Component<'_>, name: &str) -> bool {
    let folder = component.path.folder();
    let is_shared = index
        .components
        .iter()
        .any(|other| other.path != component.path && other.path.folder() == folder);
    if is_shared {
        return false;
    }
    match RelPath::new(folder).join(name) {
        Some(path) => index
            .in_any_case(&path)
            .is_none_or(|other| other == component.path),
        None => false,
    }
}
