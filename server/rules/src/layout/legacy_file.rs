//! # legacy-file
//!
//! A configuration file of the project layout before 2025.2 is still in the project.
//!
//! ## What it does
//!
//! Reports `app.json`, `public-app.json`, `serverless.json`, and JSON files that define a card,
//! webhooks or a workflow action in the format of that layout.
//!
//! ## Why
//!
//! As of platform version 2025.2, HubSpot ignores these files: `The app.json file is not supported
//! on platform version … and will be ignored`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app.json`
//!
//! ```json
//! { "name": "Orders", "scopes": ["crm.objects.contacts.read"] }
//! ```
//!
//! Good:
//!
//! `src/app/app.json` is removed
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "name": "Orders",
//!     "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read", "timeline"] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Move what is still needed to component files (`app/app-hsmeta.json`,
//! `app/functions/*-hsmeta.json`) and delete the file.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js` and `lib/constants.js`: the command line
//! prints the same warning.

use crate::layout::missing_hsmeta_suffix;
use crate::rule;
use analysis::source_folder;
use diagnostics::{Diagnostic, Span, message};
use project::Entry;
use project::index::Index;
use project::legacy::{self, LegacyKind};

rule! {
    file: "legacy_file.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src) = source_folder::folder(index) else {
        return;
    };
    for (path, _, entry) in source_folder::entries_below(index, &src) {
        let Some((kind, instead)) = by_name(path.file_name()) else {
            continue;
        };
        if entry != Entry::File {
            continue;
        }
        let name = message::quoted(path.file_name());
        let message =
            format!("{name} is from the project layout before 2025.2; HubSpot ignores it");
        let instead = message::quoted(&source_folder::shown(&src, instead));
        let help = format!(
            "move what you need to {instead} and delete the file: {}",
            kind.help()
        );
        out.push(RULE.at(path, Span::default(), message).help(help));
    }
    for file in missing_hsmeta_suffix::misnamed(index) {
        let Some(legacy) = file.legacy else { continue };
        if by_name(file.path.file_name()).is_some() {
            continue;
        }
        let message = format!(
            "{}; HubSpot ignores {}",
            legacy.kind.what,
            message::quoted(file.path.file_name())
        );
        let help = missing_hsmeta_suffix::help(&file);
        out.push(RULE.at(file.path, file.span, message).help(help));
    }
}

/// The files that HubSpot's tools know by name, with their replacements.
fn by_name(name: &str) -> Option<(&'static LegacyKind, &'static str)> {
    match name {
        "app.json" | "public-app.json" => Some((&legacy::APP, "app/app-hsmeta.json")),
        "serverless.json" => Some((&legacy::FUNCTIONS, "app/functions/*-hsmeta.json")),
        _ => None,
    }
}
