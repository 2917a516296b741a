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
    // Without `srcDir` nothing is skipped; another rule reports a `srcDir` in `node_modules`.
    let Some(src) = index
        .src_dir
        .as_ref()
        .filter(|src| !src.as_str().contains("node_modules"))
    else {
        return;
    };
    // A wrong `srcDir` is one problem, and another rule proposes the right one.
    let is_wrong_source =
        index.components.is_empty() && source_folder::likely_root(index).is_some();
    if index.project.below_node_modules.is_some() || is_wrong_source {
        return;
    }
    for file in source_folder::skipped_files(index, |reason| *reason != SkipReason::OutsideSource) {
        let place = file
            .facts
            .type_name
            .as_ref()
            .map_or(file.facts.anchor, |name| name.span);
        let folder = file
            .path
            .below(src.as_str())
            .map_or("", source_folder::folder_of);
        let message = match &file.reason {
            SkipReason::NodeModules(name) => {
                format!(
                    "{} has `node_modules` in its name; HubSpot skips this file",
                    message::quoted(name)
                )
            }
            _ => format!("{}; HubSpot skips this file", why(src, folder)),
        };
        out.push(
            RULE.at(file.path, place, message)
                .help(help(index, src, file)),
        );
    }
}

/// What is wrong with a folder, relative to the source folder.
fn why(src: &RelPath, folder: &str) -> String {
    let shown = |folder| message::quoted(&source_folder::shown(src, folder));
    let is = |known: &&str| known.eq_ignore_ascii_case(folder);
    let above = |known: &&str| {
        folder
            .strip_prefix(known)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    if folder == source_folder::OLD_CARDS {
        return format!(
            "folder {} is from the project layout before 2025.2",
            shown(folder)
        );
    }
    if let Some(known) = source_folder::component_folders().find(is) {
        return format!(
            "folder {} differs from {} in case",
            shown(folder),
            shown(known)
        );
    }
    match source_folder::component_folders()
        .filter(above)
        .max_by_key(|known| known.len())
    {
        Some(known) if known.contains('/') => {
            format!(
                "component files must be directly in {}, not in a subfolder",
                shown(known)
            )
        }
        _ if folder.is_empty() => format!(
            "component files must not be directly in {}",
            message::quoted(source_folder::shown_root(src))
        ),
        _ => format!("{} is not a component folder", shown(folder)),
    }
}

fn help(index: &Index<'_>, src: &RelPath, file: &SkippedFile<'_>) -> String {
    let root = source_folder::root_of(file.path.folder())
        .filter(|root| *root != source_folder::shown_root(src));
    if let Some(root) =
        root.filter(|_| index.components.is_empty() && file.reason == SkipReason::NoComponentFolder)
    {
        return format!("should `srcDir` be {}?", message::quoted(root));
    }
    if let Some(legacy) = &file.facts.legacy {
        return legacy.help();
    }
    let Some(written) = &file.facts.type_name else {
        return "move it to the folder of its type".to_owned();
    };
    let Some(component) = file
        .facts
        .declared
        .or_else(|| unknown_type::meant(&written.text, None))
    else {
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
