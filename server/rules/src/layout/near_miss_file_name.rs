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
use analysis::{misnamed_files, source_folder};
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
    for found in misnamed_files::find(index) {
        // An example of a profile is not meant to be one.
        if example_of(found.path.file_name()).is_some() {
            continue;
        }
        let (name, meant) = (
            message::quoted(found.path.file_name()),
            message::quoted(&found.meant),
        );
        let message = match found.kind {
            FileKind::Project => {
                format!("{name} must be {meant} in lower case; not all of HubSpot's tools find it")
            }
            _ if found.is_folder => {
                format!("{name} is a folder; HubSpot expects a file with this name")
            }
            FileKind::Component => {
                format!("{name} does not end in `-hsmeta.json`; HubSpot does not read it")
            }
            _ => {
                format!(
                    "{name} must be `hsprofile.<name>.json`, without dots in the name; HubSpot does not read it"
                )
            }
        };
        let help = if found.is_folder {
            "replace the folder with a file, or rename it".to_owned()
        } else if found.path.folder().ends_with(source_folder::OLD_CARDS) {
            let card = index
                .src_dir
                .as_ref()
                .and_then(|src| src.join(&format!("app/cards/{}", found.meant)));
            if card
                .as_ref()
                .is_some_and(|card| index.entry(card).is_some())
            {
                format!("delete it if {meant} in `app/cards` replaces it")
            } else {
                format!("move it to `app/cards` and rename it to {meant}")
            }
        } else {
            format!("rename it to {meant}")
        };
        out.push(RULE.at(found.path, Span::default(), message).help(help));
    }
}
