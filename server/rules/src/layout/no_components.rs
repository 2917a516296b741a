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
    // A file that could not be read may be a component.
    let is_component = |(path, below, entry): (&RelPath, &str, Entry)| {
        entry == Entry::File
            && FileKind::of(path.file_name()) == Some(FileKind::Component)
            && ComponentType::by_folder(source_folder::folder_of(below)).is_some()
    };
    if source_folder::entries_below(index, src).any(is_component) {
        return;
    }
    let skipped: Vec<_> =
        source_folder::skipped_files(index, |reason| *reason != SkipReason::OutsideSource)
            .collect();
    let misnamed: Vec<_> = misnamed_files::find(index)
        .into_iter()
        .filter(|found| found.kind == FileKind::Component)
        .collect();
    let name = message::quoted(&source.written.text);
    let message = format!("no component in {name}; HubSpot refuses the project");
    let mut found = RULE.at(source.file, source.written.span, message);
    let first = skipped
        .iter()
        .map(|file| (file.path, file.facts.anchor, "HubSpot skips this file"));
    let second = misnamed.iter().map(|file| {
        (
            file.path,
            Span::default(),
            "HubSpot does not read a file with this name",
        )
    });
    for (path, place, message) in first.chain(second).take(MOST_NAMED) {
        found = found.related(path, place, message);
    }
    out.push(
        match (
            skipped.len() + misnamed.len(),
            source_folder::likely_root(index),
        ) {
            (_, Some(root)) => source_folder::propose(found, root),
            (0, None) => found.help(format!(
                "add a component, such as {}",
                message::quoted(&source_folder::shown(src, "app/app-hsmeta.json"))
            )),
            (number, None) => found.help(format!(
                "move or rename {} that HubSpot does not read",
                message::count(number, "file")
            )),
        },
    );
}
