//! # ignored-file
//!
//! A configuration file, or a file it refers to, is excluded from the upload.
//!
//! ## What it does
//!
//! Applies the patterns of `.hsignore` and HubSpot's built-in patterns (hidden files, logs and
//! others) to component files, profiles, the files and folders that components refer to, and the
//! `package.json` of the functions. Patterns are relative to the source folder, not to the project
//! folder.
//!
//! ## Why
//!
//! `hs project upload` does not upload the file, so it is missing in the build.
//!
//! ## Example
//!
//! Bad:
//!
//! `.hsignore`
//!
//! ```text
//! *.tsx
//! ```
//!
//! Good:
//!
//! `.hsignore`
//!
//! ```text
//! *.test.tsx
//! ```
//!
//! ## How to fix
//!
//! Change the pattern in `.hsignore`, or rename the file.
//!
//! ## Source
//!
//! npm `@hubspot/local-dev-lib` 5.10.3, `lib/ignoreRules.js`, and npm `@hubspot/cli` 8.14.0,
//! `lib/projects/upload.js`.

use crate::rule;
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::Entry;
use project::facts::Reference;
use project::hsignore::Exclusions;
use project::index::Index;

rule! {
    file: "ignored_file.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src) = &index.src_dir else {
        return;
    };
    if index.is_legacy() {
        return;
    }
    let hsignore = Hsignore {
        src,
        exclusions: Exclusions::new(index.project.hsignore.as_deref()),
        own: index.project.hsignore.as_deref().unwrap_or_default(),
    };
    for component in &index.components {
        hsignore.check_file(component.path, component.facts.anchor, out);
        for reference in &component.facts.references {
            if let Some(target) = target(index, component.path, reference) {
                let name = &reference.name;
                hsignore.check_target(component.path, reference.span, &target, name, out);
            }
        }
    }
    for profile in &index.profiles {
        hsignore.check_file(profile.path, profile.facts.anchor, out);
    }
    check_functions_package(index, &hsignore, out);
}

/// No component file refers to the package of the functions, and without it HubSpot refuses them.
fn check_functions_package(index: &Index<'_>, hsignore: &Hsignore<'_>, out: &mut Vec<Diagnostic>) {
    let mut components = index.components.iter();
    if let Some(function) = components.find(|component| component.folder.name == "app-function")
        && let Some(package) = hsignore.src.join("app/functions/package.json")
        && index.entry(&package) == Some(Entry::File)
    {
        let (anchor, name) = (function.facts.anchor, package.as_str());
        hsignore.check_target(function.path, anchor, &package, name, out);
    }
}

/// The patterns that exclude files from the upload.
struct Hsignore<'p> {
    src: &'p RelPath,
    exclusions: Exclusions,
    /// The text of `.hsignore`.
    own: &'p str,
}

impl Hsignore<'_> {
    /// Reports a file that is excluded.
    fn check_file(&self, path: &RelPath, anchor: Span, out: &mut Vec<Diagnostic>) {
        if let Some(pattern) = self.excluding(path) {
            let message = format!(
                "pattern {} excludes this file; HubSpot does not upload it",
                message::quoted(&pattern)
            );
            out.push(RULE.at(path, anchor, message).help(self.help(&pattern)));
        }
    }

    /// Reports, at `span` in `path`, that the file which it refers to is excluded.
    fn check_target(
        &self,
        path: &RelPath,
        span: Span,
        target: &RelPath,
        name: &str,
        out: &mut Vec<Diagnostic>,
    ) {
        if let Some(pattern) = self.excluding(target) {
            let message = format!(
                "pattern {} excludes {}; HubSpot does not upload it",
                message::quoted(&pattern),
                message::quoted(name)
            );
            out.push(RULE.at(path, span, message).help(self.help(&pattern)));
        }
    }

    /// The pattern that excludes a file.
    fn excluding(&self, path: &RelPath) -> Option<String> {
        self.exclusions.of(path.below(self.src.as_str())?)
    }

    fn help(&self, pattern: &str) -> &'static str {
        if self.own.lines().any(|line| line.trim() == pattern) {
            "change the pattern in `.hsignore`"
        } else {
            "rename it; HubSpot never uploads files with such names"
        }
    }
}

/// The file that a reference resolves to, or some path in the folder that it resolves to; `None` if neither exists.
fn target(index: &Index<'_>, from: &RelPath, reference: &Reference) -> Option<RelPath> {
    let path = index.path_of(from, reference)?;
    match index.entry(&path)? {
        Entry::File => Some(path),
        Entry::Folder => path.join("x"),
        Entry::Link(_) | Entry::Unreadable | Entry::Other => None,
    }
}
