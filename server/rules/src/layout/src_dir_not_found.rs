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
    let Some(source) = source_folder::source(index) else {
        return;
    };
    if source.state != State::Missing {
        return;
    }
    let text = &source.written.text;
    let message = format!(
        "`srcDir` folder {} does not exist; HubSpot refuses the project",
        message::quoted(text)
    );
    let diagnostic = RULE.at(source.file, source.written.span, message);
    // The folder that contains the components is a better guess than one with a similar name.
    let near =
        source_folder::likely_root(index).or_else(|| suggest::nearest(text, top_folders(index)));
    out.push(match near {
        Some(near) => source_folder::propose(diagnostic, near),
        None => diagnostic.help("correct the name, or create the folder"),
    });
}

/// The folders directly in the project folder.
fn top_folders<'p>(index: &Index<'p>) -> impl Iterator<Item = &'p str> + use<'p> {
    index
        .project
        .entries
        .iter()
        .filter(|(path, entry)| **entry == Entry::Folder && !path.as_str().contains('/'))
        .map(|(path, _)| path.as_str())
}
