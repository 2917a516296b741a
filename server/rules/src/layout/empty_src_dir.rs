//! # empty-src-dir
//!
//! The source folder contains no files that HubSpot reads.
//!
//! ## What it does
//!
//! Looks for files below `srcDir`. Symbolic links, and folders with `node_modules` in their name,
//! do not count.
//!
//! ## Why
//!
//! HubSpot's CLI refuses to upload the folder: `Source directory "src" is empty`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/` is empty
//!
//! Good:
//!
//! `src/theme/theme-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_theme", "type": "theme", "config": { "themePath": "storefront" } }
//! ```
//!
//! `src/theme/storefront/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
//! ```
//!
//! ## How to fix
//!
//! Add the project's files, or correct `srcDir`.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js`.

use crate::rule;
use analysis::source_folder::{self, State};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "empty_src_dir.rs",
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
    if source.state != State::Empty {
        return;
    }
    let name = message::quoted(&source.written.text);
    let message = format!("source folder {name} contains no files; HubSpot refuses the upload");
    let diagnostic = RULE.at(source.file, source.written.span, message);
    out.push(match source_folder::likely_root(index) {
        Some(root) => source_folder::propose(diagnostic, root),
        None => diagnostic.help("add the files of the project, or correct `srcDir`"),
    });
}
