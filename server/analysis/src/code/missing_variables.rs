//! Environment variables that functions read and that HubSpot does not set, since `secretKeys` does not list them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use catalog::is_given_variable;
use project::source_file::SourceFile;
use project::sources::Runtime;

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
        for has_default in [false, true] {
            missing.collect(self, &functions, has_default);
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
    fn collect(&mut self, code: &Code<'c>, functions: &[&'a ComponentCode<'c>], has_default: bool) {
        let mut reads: BTreeMap<(&str, Reverse<usize>, Positions), Vec<FileEnvRead<'_>>> =
            BTreeMap::new();
        for file in code.files_of(Runtime::Function) {
            for read in &file.facts.env_reads {
                if read.has_default != has_default {
                    continue;
                }
                let mut lacking = lacking(code, functions, file, &read.name);
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
                has_default,
                functions: lacking
                    .iter()
                    .filter_map(|function| functions.get(*function).copied())
                    .collect(),
                reads,
            });
        }
    }
}

/// The functions that certainly read a variable in a file and do not have it.
fn lacking(
    code: &Code<'_>,
    functions: &[&ComponentCode<'_>],
    file: &SourceFile,
    name: &str,
) -> Positions {
    if is_given_variable(name) {
        return Vec::new();
    }
    let mut having = Vec::new();
    let mut lacking = Vec::new();
    for (position, function) in functions.iter().enumerate() {
        if !function.reaches(file) {
            continue;
        }
        if may_have(function, name) {
            having.push(*function);
        } else {
            lacking.push((position, *function));
        }
    }
    // A file that several functions use may read a variable for one of them only.
    if !having.is_empty() {
        lacking.retain(|(_, function)| {
            function
                .entrypoint
                .is_some_and(|entrypoint| entrypoint.path == file.path)
                || having
                    .iter()
                    .any(|other| imports_as_much(code, function, other, file))
        });
    }
    lacking.into_iter().map(|(position, _)| position).collect()
}

/// Whether a function may have a variable: its list is unknown or contains it, or its code sets it.
fn may_have(function: &ComponentCode<'_>, name: &str) -> bool {
    let is_listed = match function.component.facts.secret_keys.entries() {
        Some(keys) => keys.iter().any(|key| key.text == name),
        None => true,
    };
    is_listed
        || function
            .files
            .iter()
            .any(|file| file.facts.env_writes.iter().any(|written| written == name))
}

/// Whether the entrypoint of a function imports all that another one does from a file.
fn imports_as_much(
    code: &Code<'_>,
    function: &ComponentCode<'_>,
    other: &ComponentCode<'_>,
    file: &SourceFile,
) -> bool {
    match (
        imported_names(code, function, file),
        imported_names(code, other, file),
    ) {
        (Some(names), Some(others)) => others.is_subset(&names),
        _ => false,
    }
}

/// The names that the entrypoint of a function imports from a file; `None` if it imports none, or unknown ones.
fn imported_names<'c>(
    code: &Code<'c>,
    function: &ComponentCode<'c>,
    file: &'c SourceFile,
) -> Option<BTreeSet<&'c str>> {
    let entrypoint = function.entrypoint?;
    let mut names = BTreeSet::new();
    for import in &entrypoint.facts.imports {
        let Some(specifier) = &import.specifier else {
            continue;
        };
        match code.import_target(&entrypoint.path, specifier) {
            ImportTarget::Source(target) if target.path == file.path && !import.is_type_only => {}
            _ => continue,
        }
        for name in &import.names {
            match &name.name {
                _ if name.is_type => {}
                Some(name) => {
                    names.insert(name.as_str());
                }
                None => names.extend(only_export(file)?),
            }
        }
    }
    if names.is_empty() { None } else { Some(names) }
}

/// The only name that a file exports.
fn only_export(file: &SourceFile) -> Option<Option<&str>> {
    let exports = &file.facts.exports;
    let mut names = exports.names.keys().filter(|name| *name != "default");
    let first = names.next().map(String::as_str);
    if exports.is_open || !exports.all_of.is_empty() || names.next().is_some() {
        return None;
    }
    Some(first)
}
