//! # src-dir-outside-project
//!
//! `srcDir` is outside the project folder, or an absolute path.
//!
//! ## What it does
//!
//! Resolves `srcDir` relative to the folder of `hsproject.json`.
//!
//! ## Why
//!
//! HubSpot refuses a folder outside the project: `"srcDir" in hsproject.json must be within the
//! project directory`. It appends an absolute path to the project folder, so the upload finds no
//! files even if the path is inside the project.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "srcDir": "../orders/src" }
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
//! Write the path relative to the folder of `hsproject.json`, such as `src`. If the source folder
//! is elsewhere, move it into the project.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `project.js`, and npm `@hubspot/cli` 8.14.0,
//! `lib/projects/upload.js`; verified by running them.

use crate::rule;
use analysis::source_folder::{self, State};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "src_dir_outside_project.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) = source_folder::source(index) else {
        return;
    };
    if source.state != State::Outside {
        return;
    }
    let name = message::quoted(&source.written.text);
    let mut parts = source.written.text.split(['/', '\\']);
    let message = if parts.any(|part| part == "..") {
        format!("`srcDir` {name} is outside the project folder; HubSpot refuses it")
    } else {
        format!(
            "`srcDir` {name} is an absolute path; HubSpot reads it relative to `hsproject.json`"
        )
    };
    out.push(
        RULE.at(source.file, source.written.span, message)
            .help("use a relative path, such as `src`"),
    );
}
