//! # legacy-file
//!
//! A configuration file of the older project layout is still there: `app.json`, `public-app.json` or
//! `serverless.json`.
//!
//! ## Why it is wrong
//!
//! From platform version 2025.2 on HubSpot ignores it: `The app.json file is not supported on platform version …
//! and will be ignored`. What it says has no effect.
//!
//! ## Example
//!
//! ```text
//! src/app/app.json
//! src/app/app.functions/serverless.json
//! ```
//!
//! ## How to fix
//!
//! Move what is still needed into component files (`app/app-hsmeta.json`, `app/functions/*-hsmeta.json`) and delete
//! it.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js` and `lib/constants.js`; the command line gives the same
//! warning.

use super::{Check, Rule, source};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Entry;
use crate::project::index::Index;
use crate::project::legacy;
use crate::text::Span;
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "legacy-file",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("legacy_file.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src) = source::folder(index) else { return };
    for (path, _, entry) in source::entries_below(index, &src) {
        let (kind, instead) = match path.file_name() {
            "app.json" | "public-app.json" => (&legacy::APP, "app/app-hsmeta.json"),
            "serverless.json" => (&legacy::FUNCTIONS, "app/functions/*-hsmeta.json"),
            _ => continue,
        };
        if entry != Entry::File {
            continue;
        }
        let name = words::quoted(path.file_name());
        let message = format!("HubSpot ignores {name}: it belongs to the project layout before 2025.2");
        let instead = words::quoted(&source::shown(&src, instead));
        let help = format!("move what is still needed to {instead} and delete it: {}", kind.help());
        out.push(RULE.at(path, Span::default(), message).help(help));
    }
}
