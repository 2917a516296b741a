//! # misplaced-profile
//!
//! A profile (`hsprofile.<name>.json`) is not directly in the source folder.
//!
//! ## What it does
//!
//! Reports profiles next to `hsproject.json` and in subfolders of `srcDir`.
//!
//! ## Why
//!
//! HubSpot reads profiles in the source folder only. With a profile elsewhere, `--profile <name>`
//! fails and `${NAME}` placeholders are not replaced.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! Good:
//!
//! `hsprofile.qa.json` is removed
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Move the file to the source folder: `src/hsprofile.qa.json`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js`; verified by running it.

use crate::analysis::{profiles, source_folder};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "misplaced-profile",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("misplaced_profile.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src_dir) = index.src_dir.as_ref().filter(|_| profiles::matter(index)) else {
        return;
    };
    // Where `srcDir` is wrong, the profiles may lie right.
    if index.components.is_empty() && source_folder::likely_root(index).is_some() {
        return;
    }
    let folder = if src_dir.as_str().is_empty() {
        "beside hsproject.json".into()
    } else {
        format!("in {}", message::quoted(src_dir.as_str()))
    };
    for (path, facts) in profiles::misplaced(index) {
        let message =
            format!("HubSpot does not read this profile: it looks for profiles directly {folder}");
        let right = src_dir
            .join(path.file_name())
            .filter(|path| index.entry(path).is_none());
        out.push(RULE.at(path, facts.anchor, message).help(match right {
            Some(right) => format!("move it to {}", message::quoted(right.as_str())),
            None => "remove it; a profile of this name is there already".to_owned(),
        }));
    }
}
