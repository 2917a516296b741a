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

use crate::rule;
use analysis::source_folder::{self, State};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "src_dir_not_a_folder.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) = source_folder::source(index) else {
        return;
    };
    if source.state != State::NotAFolder {
        return;
    }
    let message = format!(
        "`srcDir` {} is not a folder; HubSpot looks for components in it",
        message::quoted(&source.written.text)
    );
    let help = "use the folder that contains `app`, `theme` or `cms-assets`";
    out.push(
        RULE.at(source.file, source.written.span, message)
            .help(help),
    );
}
