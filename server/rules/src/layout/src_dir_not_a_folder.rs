//! # src-dir-not-a-folder
//!
//! `srcDir` is a file, not a folder.
//!
//! ## What it does
//!
//! Checks what is at the path in `srcDir`.
//!
//! ## Why
//!
//! HubSpot's tools check only that the path exists, and fail later when they search it for files.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "srcDir": "src/app/app-hsmeta.json" }
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
//! Set `srcDir` to the folder that contains `app`, `theme` or `cms-assets`, in most projects `src`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `project.js` and `files.js`; verified by running it.

use crate::analysis::source_folder::{self, State};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "src-dir-not-a-folder",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("src_dir_not_a_folder.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) =
        source_folder::source(index).filter(|source| source.state == State::NotAFolder)
    else {
        return;
    };
    let message = format!(
        "{} is not a folder; HubSpot looks for components in it",
        message::quoted(&source.written.text)
    );
    let help = "name the folder that holds `app`, `theme` or `cms-assets`";
    out.push(
        RULE.at(source.file, source.written.span, message)
            .help(help),
    );
}
