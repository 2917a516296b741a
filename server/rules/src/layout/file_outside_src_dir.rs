//! # file-outside-src-dir
//!
//! A component file is outside the source folder.
//!
//! ## What it does
//!
//! Reports each `*-hsmeta.json` file of the project that is not below `srcDir`. Nested projects are
//! not included.
//!
//! ## Why
//!
//! HubSpot reads components only below `srcDir` and ignores this file. That is fine for a backup or
//! a sample, but not for a component of the project.
//!
//! ## Example
//!
//! Bad:
//!
//! `app/cards/invoices-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "invoices_card",
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
//! `app/cards/invoices-hsmeta.json` is removed
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
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Move the file into the source folder, or correct `srcDir`. Files that are kept on purpose may
//! stay.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js`; verified by running it.

use crate::rule;
use analysis::source_folder;
use diagnostics::{Diagnostic, message};
use project::Entry;
use project::index::{Index, SkipReason};

rule! {
    file: "file_outside_src_dir.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src) = source_folder::folder(index) else {
        return;
    };
    // Behind a link, a file may be the same as one in the source folder.
    if !matches!(index.entry(&src), Some(Entry::Folder)) {
        return;
    }
    let name = message::quoted(src.as_str());
    for file in source_folder::skipped_files(index, |reason| *reason == SkipReason::OutsideSource) {
        let span = match &file.facts.type_name {
            Some(name) => name.span,
            None => file.facts.anchor,
        };
        let message = format!("file is outside the source folder {name}; HubSpot does not read it");
        out.push(
            RULE.at(file.path, span, message)
                .help(format!("move it to {name} if it is part of the project")),
        );
    }
}
