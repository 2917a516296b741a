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
use analysis::{near_miss, source_folder};
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
    for found in near_miss::find(index) {
        // What a profile should look like is none on purpose.
        if example_of(found.path.file_name()).is_some() {
            continue;
        }
        let (name, meant) = (
            message::quoted(found.path.file_name()),
            message::quoted(&found.meant),
        );
        let message = match found.kind {
            FileKind::Project => format!(
                "not all of HubSpot's tools find {name}; the name is {meant}, in lower case"
            ),
            _ if found.is_folder => {
                format!("{name} is a folder; HubSpot reads a file of this name")
            }
            FileKind::Component => {
                format!("HubSpot does not read {name}: component files end in `-hsmeta.json`")
            }
            _ => {
                format!(
                    "HubSpot does not read {name}: a profile is `hsprofile.<name>.json`, without dots in its name"
                )
            }
        };
        let help = if found.is_folder {
            "make it a file, or rename the folder".to_owned()
        } else if found.path.folder().ends_with(source_folder::OLD_CARDS) {
            let card = index
                .src_dir
                .as_ref()
                .and_then(|src| src.join(&format!("app/cards/{}", found.meant)));
            if card
                .as_ref()
                .is_some_and(|card| index.entry(card).is_some())
            {
                format!("delete it if {meant} in `app/cards` has taken its place")
            } else {
                format!("move it to `app/cards` and rename it to {meant}")
            }
        } else {
            format!("rename it to {meant}")
        };
        out.push(RULE.at(found.path, Span::default(), message).help(help));
    }
}
