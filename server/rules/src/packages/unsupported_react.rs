//! # unsupported-react
//!
//! A `package.json` of UI extensions installs another React than 18.
//!
//! ## What it does
//!
//! Looks at the version of `react` in the `package.json` of each folder with cards, pages, settings pages or bulk actions.
//! Reports a version or a range that allows no version of React 18, and `latest`, which has been a version of React 19 since
//! December 2024. A range that allows others too, such as `>=18.0.0`, is not reported.
//!
//! Which React 1.0.0 and newer versions of `@hubspot/ui-extensions` require is not known. If one of them may be installed
//! (`latest`, `*`, `>=0.10.0`, or no entry), only versions of React before 18 are reported; if no other one may be
//! (`^1.0.0`), nothing is.
//!
//! ## Why
//!
//! The build leaves React out of an extension: HubSpot renders it with React 18, the version that every version of
//! `@hubspot/ui-extensions` up to 0.17.0 requires. What other versions add is missing when the code runs, and with their types an editor
//! does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/package.json` (whole file)
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^19.0.0" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/package.json` (whole file)
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! ## How to fix
//!
//! Use `^18.2.0`, as HubSpot's templates do.
//!
//! ## Source
//!
//! <https://www.npmjs.com/package/@hubspot/ui-extensions>, 0.8.0 to 0.17.0: `peerDependencies` in `package.json`
//! (`^18.2.0`, from 0.11.4 on `18.3.1`); npm @hubspot/ui-extensions-dev-server 2.1.2, `constants.js`: React is external;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-extensions-sdk/versioning>.

use super::is_of_ui_extensions;
use crate::rule;
use analysis::code::newer_sdk;
use catalog::{NewerSdk, NpmVersion, SDK};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "unsupported_react.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (path, facts) in &index.packages {
        let Some(entry) = facts.entry("react") else {
            continue;
        };
        let Some(text) = &entry.version else {
            continue;
        };
        let Some(version) = NpmVersion::parse(&text.text) else {
            continue;
        };
        if !is_of_ui_extensions(index, path) {
            continue;
        }
        let quoted = message::quoted(&text.text);
        let message = match newer_sdk(index.project, path) {
            NewerSdk::Never if excludes_react_18(&version, &text.text) => {
                format!("{quoted} is not React 18, with which HubSpot runs UI extensions")
            }
            NewerSdk::Possible if !version.allows_major_from(18) => {
                let package = message::quoted(SDK);
                format!("{quoted} is older than React 18, the oldest one that {package} supports")
            }
            _ => continue,
        };
        out.push(RULE.at(path, text.span, message).help("use `^18.2.0`"));
    }
}

/// Whether npm would not install React 18. `*` allows it, and packages that require it may choose it.
fn excludes_react_18(version: &NpmVersion, text: &str) -> bool {
    match version {
        NpmVersion::Newest => text.trim() == "latest",
        version => !version.allows_major(18),
    }
}
