//! # src-dir-outside-project
//!
//! `srcDir` leads out of the project folder. It counts from the folder of `hsproject.json` and must stay in it.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses it: `"srcDir" in hsproject.json must be within the project directory`. Of an absolute path, the
//! upload finds nothing even where it leads into the project, because the path is appended to the project folder.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "../orders/src", "platformVersion": "2026.09" }
//! ```
//!
//! ## How to fix
//!
//! Write the way from the folder of `hsproject.json`, such as `src`; move the source folder if it lies elsewhere.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `project.js`, and npm `@hubspot/cli` 8.14.0,
//! `lib/projects/upload.js`; executed.

use crate::analysis::source_folder::{self, State};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "src-dir-outside-project",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("src_dir_outside_project.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) = source_folder::source(index).filter(|source| source.state == State::Outside)
    else {
        return;
    };
    let name = message::quoted(&source.written.text);
    let message = if source
        .written
        .text
        .split(['/', '\\'])
        .any(|part| part == "..")
    {
        format!("`srcDir` {name} leads out of the project folder; HubSpot refuses that")
    } else {
        format!(
            "`srcDir` {name} is an absolute path; HubSpot counts from the folder of `hsproject.json`"
        )
    };
    out.push(
        RULE.at(source.file, source.written.span, message)
            .help("write the way from here, such as `src`"),
    );
}
