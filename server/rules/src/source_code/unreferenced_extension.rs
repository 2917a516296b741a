//! # unreferenced-extension
//!
//! A source file calls `hubspot.extend`, and no component uses it.
//!
//! ## What it does
//!
//! Compares the source files in the folders of cards, pages and settings pages that call
//! `hubspot.extend` with those that the entrypoints of components reach through imports. If an import
//! cannot be followed, or an entrypoint does not exist, nothing is reported. Tests and stories are not
//! looked at.
//!
//! ## Why
//!
//! HubSpot builds the entrypoints of components and what they import. The extension in another file
//! appears nowhere.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Invoices.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Text>Invoices</Text>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "invoices_card",
//!   "type": "card",
//!   "config": {
//!     "name": "Invoices",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Invoices.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add a component whose `entrypoint` is the file, or delete the file.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/overview>;
//! npm @hubspot/ui-extensions-dev-server 2.1.2, `build.js`: an extension is built from the `entrypoint`
//! of its component.

use std::collections::BTreeSet;

use crate::rule;
use analysis::code::{Code, CodeUse};
use analysis::files;
use diagnostics::{Diagnostic, RelPath, message};
use project::sources::{Runtime, is_component_code};

rule! {
    file: "unreferenced_extension.rs",
    severity: Info,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    if code.extend_calls().is_empty() || !are_components_known(code) {
        return;
    }
    let mut reached: BTreeSet<&RelPath> = BTreeSet::new();
    for component in code.components() {
        reached.extend(component.files.iter().map(|file| &file.path));
    }
    for call in code.extend_calls() {
        // The first call of a file stands for the others.
        if reached.insert(call.file) && is_component_code(call.file) {
            out.push(describe(code, call));
        }
    }
}

/// Whether all code that UI extensions reach is known, and no other file may be one of their components.
fn are_components_known(code: &Code<'_>) -> bool {
    let is_known = code
        .components()
        .iter()
        .all(|component| component.runtime != Runtime::Ui || component.is_known);
    let with_code = code.components().iter().map(|code| code.component.path);
    let with_code: BTreeSet<&RelPath> = with_code.collect();
    let index = code.index;
    is_known
        && !index
            .candidates
            .iter()
            .any(|(_, facts)| facts.is_component || facts.legacy.is_some())
        && index.components.iter().all(|component| {
            let is_ui = match component.facts.component {
                Some(_) => Runtime::of(component.facts) == Some(Runtime::Ui),
                None => true,
            };
            !is_ui || with_code.contains(component.path)
        })
        && index.skipped_files.iter().all(|file| {
            file.facts.component.is_some() && Runtime::of(file.facts) != Some(Runtime::Ui)
        })
}

fn describe(code: &Code<'_>, call: &CodeUse<'_>) -> Diagnostic {
    let message = "no component uses this extension; HubSpot does not build it";
    let path = match &code.index.src_dir {
        Some(src) => files::rooted(src, call.file),
        None => None,
    };
    let help = match path {
        Some(path) => format!(
            "add a component with the entrypoint {}, or delete the file",
            message::quoted(&path)
        ),
        None => "delete the file".to_owned(),
    };
    RULE.at(call.file, call.span(), message).help(help)
}
