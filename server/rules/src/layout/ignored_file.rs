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
use diagnostics::{Diagnostic, RelPath, message};
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
    let Some(src) = index.src_dir.as_ref().filter(|_| !index.is_legacy()) else {
        return;
    };
    let exclusions = Exclusions::new(index.project.hsignore.as_deref());
    let excluded = |path: &RelPath| exclusions.of(path.below(src.as_str())?);
    let components = index
        .components
        .iter()
        .map(|component| (component.path, component.facts.anchor));
    let profiles = index
        .profiles
        .iter()
        .map(|profile| (profile.path, profile.facts.anchor));
    for (path, anchor) in components.chain(profiles) {
        out.extend(excluded(path).map(|pattern| {
            let message = format!(
                "pattern {} excludes this file; HubSpot does not upload it",
                message::quoted(&pattern)
            );
            RULE.at(path, anchor, message).help(help(index, &pattern))
        }));
    }
    for component in &index.components {
        for reference in &component.facts.references {
            let Some(target) = target(index, component.path, reference) else {
                continue;
            };
            out.extend(excluded(&target).map(|pattern| {
                let (name, pattern_name) =
                    (message::quoted(&reference.name), message::quoted(&pattern));
                let message =
                    format!("pattern {pattern_name} excludes {name}; HubSpot does not upload it");
                RULE.at(component.path, reference.span, message)
                    .help(help(index, &pattern))
            }));
        }
    }
    // No component file references it, and without it HubSpot refuses the functions.
    let package = src
        .join("app/functions/package.json")
        .filter(|path| index.entry(path) == Some(Entry::File));
    let mut functions = index
        .components
        .iter()
        .filter(|component| component.folder.name == "app-function");
    if let (Some(package), Some(function)) = (package, functions.next()) {
        out.extend(excluded(&package).map(|pattern| {
            let (name, pattern_name) =
                (message::quoted(package.as_str()), message::quoted(&pattern));
            let message =
                format!("pattern {pattern_name} excludes {name}; HubSpot does not upload it");
            RULE.at(function.path, function.facts.anchor, message)
                .help(help(index, &pattern))
        }));
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

fn help(index: &Index<'_>, pattern: &str) -> &'static str {
    let own = index.project.hsignore.as_deref().unwrap_or_default();
    if own.lines().any(|line| line.trim() == pattern) {
        "change the pattern in `.hsignore`"
    } else {
        "rename it; HubSpot never uploads files with such names"
    }
}
