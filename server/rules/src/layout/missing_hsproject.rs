//! # missing-hsproject
//!
//! A component file is not inside a project: no parent folder contains `hsproject.json`.
//!
//! ## What it does
//!
//! Reports component files for which no project is found.
//!
//! ## Why
//!
//! HubSpot's tools work on projects only and never read the file.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json` is missing
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2026.09" }
//! ```
//!
//! ## How to fix
//!
//! Add `hsproject.json` to the project folder, with `name`, `srcDir` and `platformVersion`; or
//! check the whole project instead of a part that was copied from it.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `lib/projects/config.js`.

use crate::rule;
use diagnostics::Diagnostic;
use project::facts::Facts;
use project::index::Index;

rule! {
    file: "missing_hsproject.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    if index.project.manifest.is_some() {
        return;
    }
    for document in index.project.documents.values() {
        if let Facts::Component(facts) = &document.facts {
            let message = "not inside a project: no parent folder contains `hsproject.json`";
            let help = "add `hsproject.json` with `name`, `srcDir` and `platformVersion`";
            out.push(RULE.at(&document.path, facts.anchor, message).help(help));
        }
    }
}
