//! # misplaced-config
//!
//! An `hsmeta.toml` is in a subfolder of the project, where it is not read.
//!
//! ## What it does
//!
//! Reports `hsmeta.toml` and `.hsmeta.toml` in subfolders of the folder of `hsproject.json`, except
//! in nested projects.
//!
//! ## Why
//!
//! The configuration of a project is the nearest `hsmeta.toml` in the folder of `hsproject.json` or
//! a parent folder. A file in a subfolder has no effect.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/hsmeta.toml`
//!
//! ```toml
//! [rules]
//! missing-image = "off"
//! ```
//!
//! Good:
//!
//! `src/app/hsmeta.toml` is removed
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! missing-image = "off"
//! ```
//!
//! ## How to fix
//!
//! Move it to the folder of `hsproject.json` or a parent folder. The paths of its `[[ignore]]`
//! entries are relative to the new folder.
//!
//! ## Source
//!
//! `docs/configuration.md`: where `hsmeta.toml` is read is defined by hsmeta.

use crate::rule;
use diagnostics::{Diagnostic, Span};
use project::Entry;
use project::config::NAMES;
use project::index::Index;

rule! {
    file: "misplaced_config.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let project = index.project;
    if project.manifest.is_none() {
        return;
    }
    for (path, entry) in &project.entries {
        // First what takes no time: a project may have any number of files, and each look for nested projects looks at all.
        if !NAMES.contains(&path.file_name()) || *entry != Entry::File || path.folder().is_empty() {
            continue;
        }
        // A nested project finds what is in its folder or a parent folder, and reports what is in a subfolder.
        if project.contains_nested(path.folder()) || index.is_nested(path) {
            continue;
        }
        let message = "configuration is ignored here: only the project folder and its parent folders are searched";
        out.push(
            RULE.at(path, Span::default(), message)
                .help("move it to the folder of `hsproject.json` or a parent folder"),
        );
    }
}
