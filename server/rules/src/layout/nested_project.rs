//! # nested-project
//!
//! The project lies within the folder of another project.
//!
//! ## Why it is wrong
//!
//! HubSpot's command line refuses to create a project within another one. From the outer folder it uploads the
//! inner project's files with the outer project if they lie in its source folder, and commands act on whichever
//! project is nearest.
//!
//! ## Example
//!
//! ```text
//! orders/hsproject.json
//! orders/src/returns/hsproject.json
//! ```
//!
//! ## How to fix
//!
//! Move one of the projects out of the other, or delete the `hsproject.json` that is not needed.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `commands/project/create.js` and `lang/en.js`: `Projects cannot be nested within
//! other projects`.

use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "nested-project",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("nested_project.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let (Some((file, facts)), Some(outer)) = (index.manifest, &index.project.parent_project) else {
        return;
    };
    if index.is_legacy() {
        return;
    }
    let place = facts.name.as_ref().map_or(facts.anchor, |name| name.span);
    let outer = message::quoted(&format!("{outer}/hsproject.json"));
    let message = format!(
        "this project lies within another one, that of {outer}; HubSpot does not nest projects"
    );
    out.push(
        RULE.at(file, place, message)
            .help("move it out, or delete the `hsproject.json` that is not needed"),
    );
}
