//! # src-dir-not-found
//!
//! The folder in `srcDir` does not exist.
//!
//! ## What it does
//!
//! Resolves `srcDir` relative to the folder of `hsproject.json`.
//!
//! ## Why
//!
//! HubSpot refuses the project: `The "srcDir" specified in hsproject.json does not exist`.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "srcDir": "source" }
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
//! Correct the name, or create the folder. Most systems are case-sensitive.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `project.js`; verified by running it.

use crate::rule;
use analysis::source_folder::{self, State};
use diagnostics::{Diagnostic, message, suggest};
use project::Entry;
use project::index::Index;

rule! {
    file: "src_dir_not_found.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) = source_folder::source(index).filter(|source| source.state == State::Missing)
    else {
        return;
    };
    let text = &source.written.text;
    let message = format!(
        "`srcDir` folder {} does not exist; HubSpot refuses the project",
        message::quoted(text)
    );
    let found = RULE.at(source.file, source.written.span, message);
    let folders = index
        .project
        .entries
        .iter()
        .filter(|(_, entry)| **entry == Entry::Folder);
    let folders = folders
        .map(|(path, _)| path.as_str())
        .filter(|path| !path.contains('/'));
    // The folder that contains the components is a better guess than one with a similar name.
    let near = source_folder::likely_root(index).or_else(|| suggest::nearest(text, folders));
    out.push(match near {
        Some(near) => source_folder::propose(found, near),
        None => found.help("correct the name, or create the folder"),
    });
}
