//! # missing-hsmeta-suffix
//!
//! A JSON file defines a component, but its name does not end in `-hsmeta.json`.
//!
//! ## What it does
//!
//! Checks the JSON files in folders for components, and in the `extensions` folder of the older
//! project layout. Files in the format of that layout are reported by `legacy-file`. A copy with a
//! name such as `send.bak.json` is not reported.
//!
//! ## Why
//!
//! HubSpot finds components by their file names. It silently skips this file, so the component does
//! not exist.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/invoices.json`
//!
//! ```json
//! {
//!   "uid": "invoices",
//!   "type": "card",
//!   "config": {
//!     "name": "Invoices",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "invoices",
//!   "type": "card",
//!   "config": {
//!     "name": "Invoices",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Rename the file, and use the documented `type`. `hsmeta migrate` converts files of the layout before
//! 2025.2: see `hsmeta explain migration`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js`; verified by running it.

use crate::functions::functions_without_component;
use crate::rule;
use analysis::source_folder;
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::facts::{CandidateFacts, Spanned};
use project::index::Index;
use project::is_old_card_folder;
use project::legacy::LegacyContent;

rule! {
    file: "missing_hsmeta_suffix.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Project(check),
}

/// A JSON file that was most likely meant to be a component.
pub struct Misnamed<'p> {
    pub path: &'p RelPath,
    /// The span of diagnostics about it: usually its `type`.
    pub span: Span,
    /// Its `type`, if it is a string.
    written: Option<&'p Spanned>,
    /// The component type that is meant.
    component: &'static ComponentType,
    /// Where the component file would be.
    pub target: RelPath,
    /// Whether that file exists.
    pub target_exists: bool,
    /// Set if its content has the form of the project layout before 2025.2.
    pub legacy: Option<&'p LegacyContent>,
}

impl Misnamed<'_> {
    fn is_function(&self) -> bool {
        self.component.folder == functions_without_component::FUNCTIONS
    }

    /// Whether it would be a component in this folder of the source folder.
    pub fn is_in(&self, folder: &str) -> bool {
        self.component.folder == folder && self.path.folder().ends_with(folder)
    }
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let misnamed = misnamed(index);
    let has_unbuilt_code = misnamed.iter().any(Misnamed::is_function)
        && functions_without_component::code_of_functions(index).is_some();
    for file in misnamed {
        // `legacy-file` reports it.
        if file.legacy.is_some() {
            continue;
        }
        let name = message::quoted(file.path.file_name());
        let message = if has_unbuilt_code && file.is_function() {
            let folder = message::quoted(file.target.folder());
            format!(
                "{name} does not end in `-hsmeta.json`; HubSpot does not read it and builds no code in {folder}"
            )
        } else {
            format!("{name} does not end in `-hsmeta.json`; HubSpot does not read it")
        };
        out.push(RULE.at(file.path, file.span, message).help(help(&file)));
    }
}

/// What to do with such a file.
pub fn help(file: &Misnamed<'_>) -> String {
    let target = message::quoted(file.target.as_str());
    let type_name = format!("`{}`", file.component.name);
    if file.target_exists {
        return format!("delete it if {target} replaces it");
    }
    if let Some(legacy) = file.legacy {
        return format!(
            "move what you need to {target} and delete the file: {}",
            legacy.by_hand()
        );
    }
    let is_in_place = file.target.folder() == file.path.folder();
    let rename = if is_in_place {
        format!("rename it to {}", message::quoted(file.target.file_name()))
    } else {
        format!("move it to {target}")
    };
    match file.written {
        Some(written) if ComponentType::named(&written.text).is_some() => rename,
        _ => format!("{rename}, and change its `type` to {type_name}"),
    }
}

/// Every such file. A file next to the component file that it would become is a copy.
pub fn misnamed<'p>(index: &Index<'p>) -> Vec<Misnamed<'p>> {
    // Few projects have candidates, and finding the source folder takes time.
    if index.candidates.is_empty() {
        return Vec::new();
    }
    let Some(src) = source_folder::folder(index) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for (path, facts) in &index.candidates {
        if let Some(misnamed) = judge(index, &src, path, facts)
            && !index.is_nested(path)
        {
            files.push(misnamed);
        }
    }
    files
}

fn judge<'p>(
    index: &Index<'p>,
    src: &RelPath,
    path: &'p RelPath,
    facts: &'p CandidateFacts,
) -> Option<Misnamed<'p>> {
    let written = facts.type_name.as_ref();
    let legacy = facts.legacy.as_ref();
    let (component, span) = match (legacy, written) {
        (Some(legacy), _) => (ComponentType::named(legacy.kind.component)?, legacy.span),
        (None, Some(written)) if facts.is_component => {
            (ComponentType::guess(&written.text)?, written.span)
        }
        _ => return None,
    };
    let stem = path.file_name().strip_suffix(".json")?;
    let target = src
        .join(component.folder)?
        .join(&format!("{stem}-hsmeta.json"))?;
    let beside = RelPath::new(path.folder()).join(target.file_name());
    let is_copy = beside.is_some_and(|beside| index.entry(&beside).is_some());
    let folder = source_folder::folder_of(path.below(src.as_str())?);
    if is_copy && legacy.is_none() && !is_old_card_folder(folder) {
        return None;
    }
    let target_exists = index.entry(&target).is_some();
    Some(Misnamed {
        path,
        span,
        written,
        component,
        target,
        target_exists,
        legacy,
    })
}
