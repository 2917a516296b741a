//! # broken-local-dependency
//!
//! A `package.json` depends on a local package that does not exist or is not a package.
//!
//! ## What it does
//!
//! Checks the `file:` and `link:` entries in `dependencies` of every `package.json` inside the
//! source folder, including files that `.hsignore` excludes. Reports missing targets, folders
//! without `package.json`, files other than tarballs (`.tgz`, `.tar`, `.tar.gz`), and `link:` to a
//! tarball. Targets outside the project are not checked. A missing tarball is reported by
//! `unbuilt-local-dependency`, and a path in another case by `wrong-path-case`.
//!
//! ## Why
//!
//! As of platform version 2025.2, `hs project upload` uploads local packages with the project and
//! stops at the first one it cannot read.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/package.json`
//!
//! ```json
//! { "dependencies": { "shared": "file:../../packages/shard" } }
//! ```
//!
//! `src/packages/shared/package.json`
//!
//! ```json
//! { "name": "shared", "version": "1.0.0" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/package.json`
//!
//! ```json
//! { "dependencies": { "shared": "file:../../packages/shared" } }
//! ```
//!
//! `src/packages/shared/package.json`
//!
//! ```json
//! { "name": "shared", "version": "1.0.0" }
//! ```
//!
//! ## How to fix
//!
//! Correct the path, which is relative to the `package.json`, or remove the dependency.
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
    file: "broken_local_dependency.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

const CORRECT: &str = "correct the path, which is relative to this file, or remove the dependency";

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for broken in local_dependencies::broken(index) {
        let (why, help) = match broken.problem {
            DependencyProblem::LinkToTarball => (
                "is a tarball, but `link:` is for folders",
                "replace `link:` with `file:`",
            ),
            DependencyProblem::Missing => ("does not exist", CORRECT),
            DependencyProblem::NoTarball => (
                "is not a folder or a `.tgz`, `.tar` or `.tar.gz` file",
                CORRECT,
            ),
            DependencyProblem::FolderNamedLikeTarball => {
                ("is a folder named like a tarball", CORRECT)
            }
            DependencyProblem::FolderWithoutPackage => (
                "is a folder without a `package.json`",
                "add a `package.json` to the folder, or correct the path",
            ),
            DependencyProblem::MissingTarball | DependencyProblem::WrongCase(_) => continue,
        };
        let spec = &broken.dependency.spec;
        let message = format!(
            "{} {why}: `hs project upload` fails",
            message::quoted(&spec.text)
        );
        out.push(RULE.at(broken.file, spec.span, message).help(help));
    }
}
