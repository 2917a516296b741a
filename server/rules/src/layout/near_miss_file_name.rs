//! # near-miss-file-name
//!
//! A file name is almost that of a configuration file, so HubSpot does not read the file.
//!
//! ## What it does
//!
//! Component files end in `-hsmeta.json`, the project file is `hsproject.json`, and a profile is
//! `hsprofile.<name>.json`; names are case-sensitive. Names such as `app-hsmeta.json.bak` or
//! `hsprofile.dev.example.json` are taken for backups and examples, and are not reported.
//!
//! ## Why
//!
//! HubSpot silently skips the file, so the component or the profile does not exist. Some of
//! HubSpot's tools find `HsProject.json` and others do not.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/invoices_hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "invoices",
//!   "type": "card",
//!   "config": {
//!     "name": "Invoices",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "invoices",
//!   "type": "card",
//!   "config": {
//!     "name": "Invoices",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Rename the file as the help suggests.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js`, `profiles.js` and `project.js`; verified
//! by running it.

use crate::rule;
use analysis::misnamed_files::{self, MisnamedFile};
use analysis::source_folder;
use catalog::{FileKind, example_of};
use diagnostics::{Diagnostic, Span, message};
use project::index::Index;

rule! {
    file: "near_miss_file_name.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for misnamed in misnamed_files::find(index) {
        // An example of a profile is not meant to be one.
        if example_of(misnamed.path.file_name()).is_none() {
            let diagnostic = RULE.at(misnamed.path, Span::default(), message(&misnamed));
            out.push(diagnostic.help(help(index, &misnamed)));
        }
    }
}

fn message(misnamed: &MisnamedFile<'_>) -> String {
    let name = message::quoted(misnamed.path.file_name());
    match misnamed.kind {
        FileKind::Project => format!(
            "{name} must be {} in lower case; not all of HubSpot's tools find it",
            message::quoted(&misnamed.meant)
        ),
        _ if misnamed.is_folder => {
            format!("{name} is a folder; HubSpot expects a file with this name")
        }
        FileKind::Component => {
            format!("{name} does not end in `-hsmeta.json`; HubSpot does not read it")
        }
        _ => format!(
            "{name} must be `hsprofile.<name>.json`, without dots in the name; HubSpot does not read it"
        ),
    }
}

fn help(index: &Index<'_>, misnamed: &MisnamedFile<'_>) -> String {
    let meant = message::quoted(&misnamed.meant);
    if misnamed.is_folder {
        return "replace the folder with a file, or rename it".to_owned();
    }
    if !misnamed.path.folder().ends_with(source_folder::OLD_CARDS) {
        return format!("rename it to {meant}");
    }
    if has_card(index, &misnamed.meant) {
        format!("delete it if {meant} in `app/cards` replaces it")
    } else {
        format!("move it to `app/cards` and rename it to {meant}")
    }
}

/// Whether the folder of cards contains a file with this name.
fn has_card(index: &Index<'_>, name: &str) -> bool {
    let Some(src) = &index.src_dir else {
        return false;
    };
    src.join(&format!("app/cards/{name}"))
        .is_some_and(|card| index.entry(&card).is_some())
}
