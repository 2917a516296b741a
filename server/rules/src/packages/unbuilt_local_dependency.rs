//! # unbuilt-local-dependency
//!
//! A `package.json` in the source folder depends on a local tarball that does not exist.
//!
//! ## What it does
//!
//! Resolves dependencies such as `file:../shared-1.0.0.tgz` relative to the `package.json`. A
//! missing folder is reported by `broken-local-dependency`.
//!
//! ## Why
//!
//! As of platform version 2025.2, `hs project upload` stops if a local package does not exist. A
//! tarball is usually built and not committed; it only has to exist before the upload.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/package.json`
//!
//! ```json
//! { "dependencies": { "shared": "file:../../../shared-1.0.0.tgz" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/package.json`
//!
//! ```json
//! { "dependencies": { "shared": "1.0.0" } }
//! ```
//!
//! ## How to fix
//!
//! Build the tarball before the upload (`npm pack`), or correct the path.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `workspaces.js`, and npm `@hubspot/cli` 8.14.0,
//! `lib/projects/upload.js`.

use crate::rule;
use analysis::local_dependencies::{self, DependencyProblem};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "unbuilt_local_dependency.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for broken in local_dependencies::broken(index) {
        if broken.problem == DependencyProblem::MissingTarball {
            let spec = &broken.dependency.spec;
            let message = format!(
                "{} is not built yet: `hs project upload` fails without it",
                message::quoted(&spec.text)
            );
            out.push(
                RULE.at(broken.file, spec.span, message)
                    .help("build it before the upload, or correct the path"),
            );
        }
    }
}
