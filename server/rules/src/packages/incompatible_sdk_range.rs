//! # incompatible-sdk-range
//!
//! The range of `@hubspot/ui-extensions` in `package.json` does not fit what the code imports.
//!
//! ## What it does
//!
//! Compares the range in the `package.json` of a folder of UI extensions with what their code imports from
//! `@hubspot/ui-extensions`. Reports a range that allows no version with one of these names, although a newer version
//! has it, and a range whose newest known version has lost one. A single version, and a version that
//! is installed, are compared by [unknown-sdk-export](unknown-sdk-export.md), where the name is imported.
//!
//! ## Why
//!
//! HubSpot installs the newest version that the range allows. Below 1.0.0, `^0.9.0` means 0.9 only, so an extension
//! does not get what later versions add until the range is changed.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/package.json` (whole file)
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.9.0", "react": "^18.2.0" } }
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot, useExtensionContext } from '@hubspot/ui-extensions';
//!
//! const Orders = () => <Text>{useExtensionContext().location}</Text>;
//!
//! hubspot.extend(() => <Orders />);
//! ```
//!
//! Good:
//!
//! `src/app/cards/package.json` (whole file)
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot, useExtensionContext } from '@hubspot/ui-extensions';
//!
//! const Orders = () => <Text>{useExtensionContext().location}</Text>;
//!
//! hubspot.extend(() => <Orders />);
//! ```
//!
//! ## How to fix
//!
//! Change the range, and install the packages again.
//!
//! ## Source
//!
//! <https://www.npmjs.com/package/@hubspot/ui-extensions>, 29 versions from 0.8.0 to 0.17.0: `exports` in
//! `package.json`, `dist/**/*.js`.

use std::collections::BTreeMap;

use super::is_of_ui_extensions;
use crate::rule;
use analysis::code::{Code, MissingExport, SdkImport, SdkSource, SdkVersions};
use catalog::{SDK, SdkVersion};
use diagnostics::{Diagnostic, RelPath, message};
use project::facts::Spanned;

rule! {
    file: "incompatible_sdk_range.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

/// Whether a missing export is a problem of the range in a `package.json` that this rule looks at.
pub(crate) fn requires_newer(
    code: &Code<'_>,
    versions: &SdkVersions<'_>,
    missing: &MissingExport,
) -> bool {
    missing.added.is_some() && range_of(code, versions).is_some()
}

/// The range in the `package.json` of a folder of UI extensions, with its file.
fn range_of<'c>(code: &Code<'c>, versions: &SdkVersions<'c>) -> Option<(&'c RelPath, &'c Spanned)> {
    match (versions.package, versions.source) {
        (Some(path), SdkSource::Range(range)) if is_of_ui_extensions(code.index, path) => {
            Some((path, range))
        }
        _ => None,
    }
}

/// What the code of the folders of a `package.json` imports and its range does not fit.
struct Misfits<'c> {
    range: &'c Spanned,
    /// Whether the range allows versions that are newer than the known ones.
    may_be_newer: bool,
    /// What only newer versions have, with the first of them.
    newer: Vec<(SdkImport<'c>, SdkVersion)>,
    /// What only older versions have, with the last of them.
    older: Vec<(SdkImport<'c>, SdkVersion)>,
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    let mut packages: BTreeMap<&RelPath, Misfits<'_>> = BTreeMap::new();
    for file in code.ui_files() {
        let Some(versions) = code.sdk_versions(&file.path) else {
            continue;
        };
        let Some((path, range)) = range_of(code, &versions) else {
            continue;
        };
        let misfits = packages.entry(path).or_insert_with(|| Misfits {
            range,
            may_be_newer: versions.possible.may_be_newer,
            newer: Vec::new(),
            older: Vec::new(),
        });
        for import in code.sdk_imports(file) {
            misfits.add(import, &versions);
        }
    }
    for (path, misfits) in packages {
        out.extend(misfits.describe_newer(path));
        out.extend(misfits.describe_older(path));
    }
}

impl<'c> Misfits<'c> {
    fn add(&mut self, import: SdkImport<'c>, versions: &SdkVersions<'c>) {
        if let Some(missing) = import.missing(&versions.possible) {
            if let Some(added) = missing.added {
                self.newer.push((import, added));
            }
            return;
        }
        let newest = &versions.possible.newest;
        if let Some(first) = newest.first()
            && !newest.iter().any(|version| import.is_in(*version))
            && let Some(removed) = import.last_before(*first)
        {
            self.older.push((import, removed));
        }
    }

    fn describe_newer(&self, path: &RelPath) -> Option<Diagnostic> {
        let required = self.newer.iter().map(|(_, version)| *version).max()?;
        let version = required.as_str();
        let range = message::quoted(&self.range.text);
        let (names, them) = names(&self.newer);
        let message = format!("{range} is too old for {names}; {version} has {them}");
        let diagnostic = RULE
            .at(path, self.range.span, message)
            .help(format!("allow {version} or newer"));
        Some(with_imports(diagnostic, &self.newer))
    }

    fn describe_older(&self, path: &RelPath) -> Option<Diagnostic> {
        let allowed = self.older.iter().map(|(_, version)| *version).min()?;
        let version = allowed.as_str();
        let range = message::quoted(&self.range.text);
        let (names, them) = names(&self.older);
        let message = if self.may_be_newer {
            // What the versions have that are installed is not known.
            format!("{range} allows versions after {version}, the last known one with {names}")
        } else {
            format!("{range} installs a version without {names}; {version} has {them}")
        };
        let diagnostic = RULE
            .at(path, self.range.span, message)
            .help(format!("allow no version after {version}"));
        Some(with_imports(diagnostic, &self.older))
    }
}

/// The names that are imported, and the pronoun for them.
fn names(imports: &[(SdkImport<'_>, SdkVersion)]) -> (String, &'static str) {
    let mut names: Vec<String> = Vec::new();
    for (import, _) in imports {
        let name = match import.name {
            Some(name) => name.to_owned(),
            None => [SDK, import.module].concat(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let pronoun = if names.len() == 1 { "it" } else { "them" };
    let names = message::all_of(names.iter().map(String::as_str));
    (names, pronoun)
}

fn with_imports(mut diagnostic: Diagnostic, imports: &[(SdkImport<'_>, SdkVersion)]) -> Diagnostic {
    for (import, _) in imports {
        diagnostic = diagnostic.related(import.file, import.span, "imported here");
    }
    diagnostic
}
