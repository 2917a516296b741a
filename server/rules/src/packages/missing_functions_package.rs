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
use diagnostics::{Diagnostic, RelPath, Span};
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
    let functions = functions(index);
    let [(path, span), others @ ..] = functions.as_slice() else {
        return;
    };
    let Some(src) = &index.src_dir else {
        return;
    };
    let Some(package) = src.join("app/functions/package.json") else {
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
        .at(path, *span, message)
        .help("add a `package.json`, even without dependencies");
    out.push(related::add(
        diagnostic,
        others.iter().copied(),
        others.len(),
        "also required by this function",
    ));
}

/// The functions in their folder, each with the span of its `type`.
fn functions<'p>(index: &Index<'p>) -> Vec<(&'p RelPath, Span)> {
    let mut functions = Vec::new();
    for component in &index.components {
        if component.folder.name == "app-function"
            && component.facts.counts_as("app-function")
            && let Some(type_name) = &component.facts.type_name
        {
            functions.push((component.path, type_name.span));
        }
    }
    functions
}
