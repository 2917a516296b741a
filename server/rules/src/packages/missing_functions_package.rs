//! # missing-functions-package
//!
//! A project has app functions, and no `package.json` in `app/functions`.
//!
//! ## Why it is wrong
//!
//! HubSpot packs the functions of a project with that file and refuses the whole project without it: `App Function requires
//! a package.json file`. It says nothing of any other mistake until the file is there.
//!
//! ## Example
//!
//! ```text
//! src/app/functions/get-orders-hsmeta.json
//! src/app/functions/getOrders.js
//! ```
//!
//! ## How to fix
//!
//! Add `app/functions/package.json` below the source folder, with the packages that the functions use under `dependencies`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; executed.

use crate::analysis::related;
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;
use project::{Entry, LinkTarget};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "missing-functions-package",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview",
    file: include_str!("missing_functions_package.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let in_place = index
        .components
        .iter()
        .filter(|component| component.folder.name == "app-function");
    let functions = in_place.filter(|component| component.facts.counts_as("app-function"));
    let functions: Vec<_> = functions
        .filter_map(|component| Some((component.path, component.facts.type_name.as_ref()?)))
        .collect();
    let [(path, name), others @ ..] = functions.as_slice() else {
        return;
    };
    let Some(package) = index
        .src_dir
        .as_ref()
        .and_then(|src| src.join("app/functions/package.json"))
    else {
        return;
    };
    let message = match index.entry(&package) {
        Some(Entry::File | Entry::Link(LinkTarget::File)) => return,
        None | Some(Entry::Link(LinkTarget::Broken)) => {
            format!("app functions need `{package}`, which does not exist")
        }
        Some(_) => format!("app functions need `{package}`, which is not a file"),
    };
    let diagnostic = RULE
        .at(path, name.span, message)
        .help("add a package.json, even without dependencies");
    let places = others.iter().map(|(path, name)| (*path, name.span));
    out.push(related::add(
        diagnostic,
        places,
        others.len(),
        "this function needs it too",
    ));
}
