//! # nested-project
//!
//! The project is inside another project.
//!
//! ## What it does
//!
//! Reports each `hsproject.json` that has another one in a parent folder.
//!
//! ## Why
//!
//! HubSpot's command line refuses to create a project inside another one. An upload of the outer
//! project includes the files of the inner one if they are in its source folder, and commands apply
//! to whichever project is nearest.
//!
//! ## Example
//!
//! Bad:
//!
//! `returns/hsproject.json`
//!
//! ```json
//! { "name": "Returns", "srcDir": "src", "platformVersion": "2026.09" }
//! ```
//!
//! `returns/src/theme/theme-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "returns_theme",
//!   "type": "theme",
//!   "config": { "themePath": "returns" }
//! }
//! ```
//!
//! `returns/src/theme/returns/theme.json`
//!
//! ```json
//! { "label": "Returns" }
//! ```
//!
//! Good:
//!
//! `returns/hsproject.json` is removed
//!
//! `returns/src/theme/theme-hsmeta.json` is removed
//!
//! `returns/src/theme/returns/theme.json` is removed
//!
//! `src/theme/theme-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "returns_theme",
//!   "type": "theme",
//!   "config": { "themePath": "returns" }
//! }
//! ```
//!
//! `src/theme/returns/theme.json`
//!
//! ```json
//! { "label": "Returns" }
//! ```
//!
//! ## How to fix
//!
//! Move one of the projects out of the other, or delete the `hsproject.json` that is not needed.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `commands/project/create.js` and `lang/en.js`: `Projects cannot be
//! nested within other projects`.

use crate::rule;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "nested_project.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let (Some((file, facts)), Some(outer)) = (index.manifest, &index.project.parent_project) else {
        return;
    };
    if index.is_legacy() {
        return;
    }
    let span = match &facts.name {
        Some(name) => name.span,
        None => facts.anchor,
    };
    let outer = message::quoted(&format!("{outer}/hsproject.json"));
    let message =
        format!("project is inside that of {outer}; HubSpot does not support nested projects");
    out.push(
        RULE.at(file, span, message)
            .help("move it out, or delete the `hsproject.json` that you do not need"),
    );
}
