//! # missing-functions-package
//!
//! A project has app functions but no `package.json` in `app/functions`.
//!
//! ## What it does
//!
//! Requires `app/functions/package.json` in the source folder if there is any `app-function`
//! component. It must be a file.
//!
//! ## Why
//!
//! HubSpot packages the functions with that file and refuses the project without it: `App Function
//! requires a package.json file`. Until the file exists, it reports no other problem.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/package.json` is missing
//!
//! Good:
//!
//! `src/app/functions/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/api-client": "^13.0.0" } }
//! ```
//!
//! ## How to fix
//!
//! Add `app/functions/package.json` in the source folder, and list the packages that the functions
//! use in `dependencies`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;
use analysis::related;
use diagnostics::Diagnostic;
use project::index::Index;
use project::{Entry, LinkTarget};

rule! {
    file: "missing_functions_package.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview",
    check: Project(check),
}

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
            format!("app functions require `{package}`, which does not exist")
        }
        Some(_) => format!("app functions require `{package}`, which is not a file"),
    };
    let diagnostic = RULE
        .at(path, name.span, message)
        .help("add a `package.json`, even without dependencies");
    let places = others.iter().map(|(path, name)| (*path, name.span));
    out.push(related::add(
        diagnostic,
        places,
        others.len(),
        "also required by this function",
    ));
}
