//! # skipped-file
//!
//! A component file is in a folder that HubSpot does not read.
//!
//! ## What it does
//!
//! Checks the folder of every `*-hsmeta.json` file. HubSpot reads component files directly in
//! `app`, `theme`, `cms-assets` and the folders of `app` that belong to a component type, such as
//! `app/cards`. The folders are relative to `srcDir` and case-sensitive.
//!
//! ## Why
//!
//! The component is not part of the build. `hs project upload` warns and asks whether to continue;
//! `hs project validate` says nothing.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/extensions/orders-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_list",
//!   "type": "card",
//!   "config": {
//!     "name": "Order list",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/extensions/orders-hsmeta.json` is removed
//!
//! `src/app/cards/order-list-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_list",
//!   "type": "card",
//!   "config": {
//!     "name": "Order list",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Move the file to the folder of its component type. If HubSpot should skip it, rename it, for
//! instance to `orders-hsmeta.json.off`, or turn the rule off for that folder.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `files.js`; verified by running
//! it.

use crate::components::unknown_type;
use crate::rule;
use analysis::source_folder;
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, message};
use project::index::{Index, SkipReason, SkippedFile};

rule! {
    file: "skipped_file.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    // Without `srcDir` nothing is skipped.
    let Some(src) = &index.src_dir else {
        return;
    };
    // `inside-node-modules` reports it.
    if src.as_str().contains("node_modules") || index.project.below_node_modules.is_some() {
        return;
    }
    // A wrong `srcDir` is one problem; `no-components` proposes the right one.
    if index.components.is_empty() && source_folder::likely_root(index).is_some() {
        return;
    }
    for file in source_folder::skipped_files(index, |reason| *reason != SkipReason::OutsideSource) {
        let span = match &file.facts.type_name {
            Some(name) => name.span,
            None => file.facts.anchor,
        };
        let message = format!("{}; HubSpot skips this file", reason(src, file));
        let help = help(index, src, file);
        out.push(RULE.at(file.path, span, message).help(help));
    }
}

/// Why HubSpot skips a file.
fn reason(src: &RelPath, file: &SkippedFile<'_>) -> String {
    if let SkipReason::NodeModules(name) = &file.reason {
        return format!("{} has `node_modules` in its name", message::quoted(name));
    }
    let below = file.path.below(src.as_str());
    problem_of_folder(src, below.map_or("", source_folder::folder_of))
}

/// What is wrong with a folder, relative to the source folder.
fn problem_of_folder(src: &RelPath, folder: &str) -> String {
    let shown = message::quoted(&source_folder::shown(src, folder));
    if folder == source_folder::OLD_CARDS {
        return format!("folder {shown} is from the project layout before 2025.2");
    }
    for known in source_folder::component_folders() {
        if known.eq_ignore_ascii_case(folder) {
            let known = message::quoted(&source_folder::shown(src, known));
            return format!("folder {shown} differs from {known} in case");
        }
    }
    if let Some(parent) = parent_component_folder(folder) {
        return format!(
            "component files must be directly in {}, not in a subfolder",
            message::quoted(&source_folder::shown(src, parent))
        );
    }
    if folder.is_empty() {
        let root = message::quoted(source_folder::shown_root(src));
        return format!("component files must not be directly in {root}");
    }
    format!("{shown} is not a component folder")
}

/// The folder of components, such as `app/cards`, that contains a folder. Nearly every folder is in `app`, which does not
/// count.
fn parent_component_folder(folder: &str) -> Option<&'static str> {
    source_folder::component_folders()
        .filter(|known| {
            let rest = folder.strip_prefix(known);
            known.contains('/') && rest.is_some_and(|rest| rest.starts_with('/'))
        })
        .max_by_key(|known| known.len())
}

fn help(index: &Index<'_>, src: &RelPath, file: &SkippedFile<'_>) -> String {
    if let Some(root) = other_root(index, src, file) {
        return format!("should `srcDir` be {}?", message::quoted(root));
    }
    if let Some(legacy) = &file.facts.legacy {
        return legacy.help();
    }
    let Some(component) = meant(file) else {
        return "move it to the folder of its type".to_owned();
    };
    let folder = source_folder::shown(src, component.folder);
    let is_taken = RelPath::new(&folder)
        .join(file.path.file_name())
        .is_some_and(|path| index.entry(&path).is_some());
    let name = if is_taken {
        " under a different name; this one is taken there"
    } else {
        ""
    };
    let folder = message::quoted(&folder);
    if file.facts.declared.is_none() {
        format!(
            "change its `type` to `{}` and move it to {folder}{name}",
            component.name
        )
    } else {
        format!("move it to {folder}{name}")
    }
}

/// The folder that would be the source folder if the file were in the right one.
fn other_root<'p>(index: &Index<'_>, src: &RelPath, file: &SkippedFile<'p>) -> Option<&'p str> {
    if !index.components.is_empty() || file.reason != SkipReason::NoComponentFolder {
        return None;
    }
    let root = source_folder::root_of(file.path.folder())?;
    if root == source_folder::shown_root(src) {
        return None;
    }
    Some(root)
}

/// The component type that the file has, or was most likely meant to have.
fn meant(file: &SkippedFile<'_>) -> Option<&'static ComponentType> {
    let written = file.facts.type_name.as_ref()?;
    match file.facts.declared {
        Some(declared) => Some(declared),
        None => unknown_type::meant(&written.text, None),
    }
}
