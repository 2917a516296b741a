//! # unbuilt-local-dependency
//!
//! A `package.json` below the source folder depends on a tarball that is not there.
//!
//! ## Why it is wrong
//!
//! From platform version 2025.2 on `hs project upload` stops at a local package that does not exist. A tarball is most
//! often made by a build and kept out of version control; all is well where it is built before the upload.
//!
//! ## Example
//!
//! ```json
//! { "dependencies": { "shared": "file:../../shared-1.0.0.tgz" } }
//! ```
//!
//! ## How to fix
//!
//! Build the tarball before the upload (`npm pack`), or correct the path, which is relative to the `package.json`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `workspaces.js`, and npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js`.

use crate::analysis::local_dependencies::{self, Verdict};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unbuilt-local-dependency",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("unbuilt_local_dependency.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for broken in local_dependencies::broken(index) {
        if broken.verdict == Verdict::MissingTarball {
            let spec = &broken.dependency.spec;
            let message = format!(
                "{} does not exist yet; without it HubSpot stops the upload",
                message::quoted(&spec.text)
            );
            out.push(
                RULE.at(broken.file, spec.span, message)
                    .help("build it before the upload, or correct the path"),
            );
        }
    }
}
