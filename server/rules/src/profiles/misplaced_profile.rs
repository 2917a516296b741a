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

use crate::rule;
use analysis::{profiles, source_folder};
use diagnostics::{Diagnostic, RelPath, message};
use project::index::Index;

rule! {
    file: "misplaced_profile.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src_dir) = &index.src_dir else {
        return;
    };
    if !profiles::matter(index) {
        return;
    }
    // Where `srcDir` is wrong, the location of the profiles may be right.
    if index.components.is_empty() && source_folder::likely_root(index).is_some() {
        return;
    }
    let folder = if src_dir.as_str().is_empty() {
        "next to `hsproject.json`".to_owned()
    } else {
        format!("in {}", message::quoted(src_dir.as_str()))
    };
    let message = format!("misplaced profile; HubSpot reads profiles directly {folder} only");
    for (path, facts) in profiles::misplaced(index) {
        let diagnostic = RULE.at(path, facts.anchor, &message);
        out.push(diagnostic.help(help(index, src_dir, path)));
    }
}

fn help(index: &Index<'_>, src_dir: &RelPath, path: &RelPath) -> String {
    match src_dir.join(path.file_name()) {
        Some(right) if index.entry(&right).is_none() => {
            format!("move it to {}", message::quoted(right.as_str()))
        }
        _ => "remove it, because a profile with this name already exists there".to_owned(),
    }
}
