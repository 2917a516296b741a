//! Environment variables that functions read and that HubSpot does not set, since `secretKeys` does not list them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use catalog::is_given_variable;
use project::source_file::SourceFile;
use project::sources::Runtime;
use source::{EnvRead, Need};

use super::{Code, ComponentCode, FileEnvRead, ImportTarget};

/// A variable that functions read and do not have.
pub struct MissingVariable<'a, 'c> {
    pub name: &'c str,
    /// Whether the code goes on with something else.
    pub has_default: bool,
    /// The functions that do not have it, in the order of their paths.
    pub functions: Vec<&'a ComponentCode<'c>>,
    /// Where they read it, in the order of files and spans; at least once.
    pub reads: Vec<FileEnvRead<'c>>,
}

impl<'c> Code<'c> {
    /// The variables that functions read and do not have: first those that the code requires. A variable is missing for the
    /// functions in which the read certainly runs.
    pub fn missing_variables(&self) -> Vec<MissingVariable<'_, 'c>> {
        let mut missing = Missing::default();
        if self.index.is_legacy() {
            return Vec::new();
        }
        let functions: Vec<&ComponentCode<'c>> = self
            .components()
            .iter()
            .filter(|component| component.runtime == Runtime::Function)
            .collect();
        for need in [Need::Required, Need::Replaced] {
            missing.collect(self, &functions, need);
        }
        missing.found
    }
}

/// Positions of functions.
type Positions = Vec<usize>;

#[derive(Default)]
struct Missing<'a, 'c> {
    found: Vec<MissingVariable<'a, 'c>>,
    /// The variables that were found, by function.
    known: BTreeSet<(&'c str, usize)>,
}

impl<'a, 'c> Missing<'a, 'c> {
    fn collect(&mut self, code: &Code<'c>, functions: &[&'a ComponentCode<'c>], need: Need) {
        let mut reads: BTreeMap<(&str, Reverse<usize>, Positions), Vec<FileEnvRead<'_>>> =
            BTreeMap::new();
        for file in code.files_of(Runtime::Function) {
            for read in &file.facts.env_reads {
                if read.need != need {
                    continue;
                }
                let mut lacking = lacking(code, functions, file, read);
                lacking.retain(|function| !self.known.contains(&(&read.name, *function)));
                if !lacking.is_empty() {
                    let key = (read.name.as_str(), Reverse(lacking.len()), lacking);
                    let file = &file.path;
                    reads
                        .entry(key)
                        .or_default()
                        .push(FileEnvRead { file, read });
                }
            }
        }
        let mut merged: Vec<(&str, Positions, Vec<FileEnvRead<'_>>)> = Vec::new();
        for ((name, _, lacking), reads) in reads {
            // The same functions lack it, and others.
            let larger = merged.iter_mut().find(|(other, functions, _)| {
                *other == name && lacking.iter().all(|function| functions.contains(function))
            });
            match larger {
                Some((_, _, others)) => others.extend(reads),
                None => merged.push((name, lacking, reads)),
            }
        }
        for (name, lacking, mut reads) in merged {
            reads.sort_by_key(|read| (read.file, read.read.span));
            self.known
                .extend(lacking.iter().map(|function| (name, *function)));
            self.found.push(MissingVariable {
                name,
                has_default: need == Need::Replaced,
                functions: lacking
                    .iter()
                    .filter_map(|function| functions.get(*function).copied())
                    .collect(),
                reads,
            });
        }
    }
}

/// The functions in which a read certainly runs and that do not have the variable.
fn lacking(
    code: &Code<'_>,
    functions: &[&ComponentCode<'_>],
    file: &SourceFile,
    read: &EnvRead,
) -> Positions {
    let mut lacking = Vec::new();
    if is_given_variable(&read.name) {
        return lacking;
    }
    for (position, function) in functions.iter().enumerate() {
        if function.reaches(file)
            && !may_have(function, &read.name)
            && runs(code, function, file, read)
        {
            lacking.push(position);
        }
    }
    lacking
}

/// Whether a read in a file certainly runs in a function. The entrypoint of a function may import a part of the file that does
/// not read the variable.
fn runs(code: &Code<'_>, function: &ComponentCode<'_>, file: &SourceFile, read: &EnvRead) -> bool {
    let Some(entrypoint) = function.entrypoint else {
        return false;
    };
    read.is_top_level || entrypoint.path == file.path || imports_all(code, entrypoint, file)
}

/// Whether a function may have a variable: its list is unknown or contains it, or its code sets it.
fn may_have(function: &ComponentCode<'_>, name: &str) -> bool {
    let is_listed = match function.component.facts.secret_keys.entries() {
        Some(keys) => keys.iter().any(|key| key.text == name),
        None => true,
    };
    is_listed || function.files.iter().any(|file| may_set(file, name))
}

/// Whether the code of a file, or a package that it imports, may set a variable.
fn may_set(file: &SourceFile, name: &str) -> bool {
    let facts = &file.facts;
    let mut specifiers = facts
        .imports
        .iter()
        .filter_map(|import| import.specifier.as_deref());
    facts.has_unknown_env_writes
        || facts.env_writes.iter().any(|written| written == name)
        || specifiers.any(loads_variables)
}

/// Whether a package sets variables from files: `dotenv/config`, `@dotenvx/dotenvx`.
fn loads_variables(specifier: &str) -> bool {
    specifier.contains("dotenv") || specifier == "@next/env"
}

/// Whether an entrypoint imports all that a file exports.
fn imports_all(code: &Code<'_>, entrypoint: &SourceFile, file: &SourceFile) -> bool {
    let exports = &file.facts.exports;
    if exports.is_open || !exports.all_of.is_empty() {
        return false;
    }
    let imported = imported_names(code, entrypoint, file);
    // All of the file: of several exports, it is not known which one is used.
    if imported.contains(&None) {
        let mut names = exports.names.keys().filter(|name| *name != "default");
        return names.next().is_none() || names.next().is_none();
    }
    let mut names = exports.names.keys();
    !imported.is_empty() && names.all(|name| imported.contains(&Some(name)))
}

/// The names that an entrypoint imports from a file; `None` is all of it.
fn imported_names<'c>(
    code: &Code<'_>,
    entrypoint: &'c SourceFile,
    file: &SourceFile,
) -> BTreeSet<Option<&'c str>> {
    let mut names = BTreeSet::new();
    for import in &entrypoint.facts.imports {
        let Some(specifier) = &import.specifier else {
            continue;
        };
        match code.import_target(&entrypoint.path, specifier) {
            ImportTarget::Source(target) if target.path == file.path && !import.is_type_only => {}
            _ => continue,
        }
        let values = import.names.iter().filter(|name| !name.is_type);
        names.extend(values.map(|name| name.name.as_deref()));
    }
    names
}
