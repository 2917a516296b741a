//! # no-components
//!
//! The source folder has no component that HubSpot reads.
//!
//! ## What it does
//!
//! Reports `srcDir` if there is no `*-hsmeta.json` file in a folder for components. If there are
//! component files that HubSpot skips, the problem lists some of them.
//!
//! ## Why
//!
//! HubSpot refuses the project: `No *-hsmeta.json files found in the current directory`.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "srcDir": "." }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "srcDir": "src" }
//! ```
//!
//! ## How to fix
//!
//! Add a component, such as `src/app/app-hsmeta.json`. If HubSpot skips existing files, move or
//! rename them, or correct `srcDir`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `translate.js`; verified by running it.

use crate::rule;
use analysis::legacy_units;
use analysis::misnamed_files;
use analysis::source_folder::{self, State};
use catalog::{ComponentType, FileKind};
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::Entry;
use project::index::{Index, SkipReason};

/// How many files that HubSpot does not read one diagnostic lists.
const MOST_NAMED: usize = 5;

rule! {
    file: "no_components.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) = source_folder::source(index) else {
        return;
    };
    let State::Filled(src) = &source.state else {
        return;
    };
    if has_component(index, src) {
        return;
    }
    let unread = unread_files(index);
    let name = message::quoted(&source.written.text);
    let message = format!("no component in {name}; HubSpot refuses the project");
    let mut diagnostic = RULE.at(source.file, source.written.span, message);
    for (path, span, message) in unread.iter().take(MOST_NAMED) {
        diagnostic = diagnostic.related(path, *span, *message);
    }
    for unit in legacy_units::of(index).all {
        if unit.role.is_of_cms() {
            diagnostic = diagnostic.related(unit.path, Span::default(), "has no component file");
        }
    }
    out.push(if let Some(root) = source_folder::likely_root(index) {
        source_folder::propose(diagnostic, root)
    } else if let Some(help) = legacy_units::help(index) {
        diagnostic.help(help)
    } else if unread.is_empty() {
        let example = source_folder::shown(src, "app/app-hsmeta.json");
        diagnostic.help(format!(
            "add a component, such as {}",
            message::quoted(&example)
        ))
    } else {
        diagnostic.help(format!(
            "move or rename {} that HubSpot does not read",
            message::count(unread.len(), "file")
        ))
    });
}

/// Whether HubSpot reads a component. The content does not matter: a file that could not be read may be one.
pub fn has_component(index: &Index<'_>, src: &RelPath) -> bool {
    source_folder::entries_below(index, src).any(|(path, below, entry)| {
        entry == Entry::File
            && FileKind::of(path.file_name()) == Some(FileKind::Component)
            && ComponentType::by_folder(source_folder::folder_of(below)).is_some()
    })
}

/// The component files that HubSpot does not read, each with the reason.
fn unread_files<'p>(index: &Index<'p>) -> Vec<(&'p RelPath, Span, &'static str)> {
    let mut files = Vec::new();
    for file in source_folder::skipped_files(index, |reason| *reason != SkipReason::OutsideSource) {
        files.push((file.path, file.facts.anchor, "HubSpot skips this file"));
    }
    for misnamed_files in misnamed_files::find(index) {
        if misnamed_files.kind == FileKind::Component {
            let message = "HubSpot does not read a file with this name";
            files.push((misnamed_files.path, Span::default(), message));
        }
    }
    files
}
