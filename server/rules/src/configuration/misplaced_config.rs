//! # misplaced-config
//!
//! An `hsmeta.toml` lies further down in a project, where hsmeta does not look for it.
//!
//! ## Why it is wrong
//!
//! The configuration of a project is the nearest `hsmeta.toml` from the folder of `hsproject.json` upwards. One further down is
//! never read, so nothing of it is in force.
//!
//! ## Example
//!
//! ```toml
//! # src/app/hsmeta.toml
//! [rules]
//! missing-image = "off"
//! ```
//!
//! ## How to fix
//!
//! Move it to the folder of `hsproject.json`, or above. The paths of its ignores count from its new folder then.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, Span};
use project::Entry;
use project::config::NAMES;
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "misplaced-config",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("misplaced_config.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let project = index.project;
    if project.manifest.is_none() {
        return;
    }
    for (path, entry) in &project.entries {
        let is_config = NAMES.contains(&path.file_name()) && *entry == Entry::File;
        // A nested project finds what is in its folder or a parent folder.
        if !is_config || path.folder().is_empty() || project.contains_nested(path.folder()) {
            continue;
        }
        let message =
            "hsmeta does not read this file: it looks from the folder of hsproject.json upwards";
        out.push(
            RULE.at(path, Span::default(), message)
                .help("move it to the folder of `hsproject.json`, or above"),
        );
    }
}
