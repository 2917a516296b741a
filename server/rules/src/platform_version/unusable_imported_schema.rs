//! # unusable-imported-schema
//!
//! The schemas of HubSpot that were imported for the platform version of the project cannot be used.
//!
//! ## What it does
//!
//! Reports a file that `hsmeta schema import` has stored, by default in `.hsmeta/schemas`, if it is not what the command
//! writes: after a merge with conflicts, for example, or if it is a symbolic link. Files for other platform versions are not
//! reported. A folder that `schemas` in `hsmeta.toml` names and that does not exist is reported, too.
//!
//! Reports `config` of a component if it cannot be checked against HubSpot's schema, because that takes too many steps: a
//! schema can be written so that checking a small file with it does not end.
//!
//! ## Why
//!
//! Without the file, the project is checked against the schemas of hsmeta only, and problems that HubSpot's schemas show are
//! not reported.
//!
//! ## Example
//!
//! Bad:
//!
//! `.hsmeta/schemas/2026.09.json` (whole file)
//!
//! ```json
//! { "platformVersion": "2026.09", "imported": "2026-11-29" }
//! ```
//!
//! Good:
//!
//! `.hsmeta/schemas/2026.09.json` (whole file)
//!
//! ```json
//! {
//!   "platformVersion": "2026.09",
//!   "imported": "2026-11-29",
//!   "schemas": { "CARD": { "type": "object" } }
//! }
//! ```
//!
//! ## How to fix
//!
//! Import HubSpot's whole answer again with `hsmeta schema import`, restore the file, or remove it with `hsmeta schema remove`.
//!
//! ## Source
//!
//! `docs/configuration.md`: where imported schemas are read, and what they look like, is defined by hsmeta.

use crate::rule;
use analysis::platform;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "unusable_imported_schema.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some((manifest, version)) = platform::written(index) else {
        return;
    };
    for problem in index.project.official_problems.iter() {
        if problem.version.is_some() && problem.version.as_deref() != Some(&version.text) {
            continue;
        }
        let file = message::quoted(problem.file.as_str());
        let text = format!("{file} cannot be used: {}", problem.message);
        let diagnostic = RULE.at(manifest, version.span, text);
        let help = match problem.version {
            Some(_) => "import HubSpot's whole answer again, or restore or remove the file",
            None => "let it be a folder of the project, with what `hsmeta schema import` writes",
        };
        out.push(diagnostic.help(help));
    }
}
