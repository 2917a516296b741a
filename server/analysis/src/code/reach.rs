//! What the entrypoints of components reach.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{RelPath, Span};
use project::facts::{Reference, Target};
use project::index::Component;
use project::source_file::SourceFile;
use project::sources::{Resolver, Runtime, is_component_code};
use source::EnvRead;

use super::Code;

/// A component with an entrypoint, and the code that it reaches.
pub struct ComponentCode<'c> {
    pub component: &'c Component<'c>,
    /// The string that names the entrypoint.
    pub reference: &'c Reference,
    pub runtime: Runtime,
    /// The file of the entrypoint, if it was read.
    pub entrypoint: Option<&'c SourceFile>,
    /// The files that it reaches, with itself, sorted by path.
    pub files: Vec<&'c SourceFile>,
    /// Whether all code that it reaches is known. If not, nothing is proved by absence.
    pub is_known: bool,
}

/// A read of an environment variable, with its file.
#[derive(Clone, Copy)]
pub struct FileEnvRead<'c> {
    pub file: &'c RelPath,
    pub read: &'c EnvRead,
}

/// Where the code of a file runs.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Runtimes {
    pub is_ui: bool,
    pub is_function: bool,
}

impl Runtimes {
    pub fn has(self, runtime: Runtime) -> bool {
        match runtime {
            Runtime::Ui => self.is_ui,
            Runtime::Function => self.is_function,
        }
    }
}

impl<'c> ComponentCode<'c> {
    /// The environment variables that it reads by name, in the order of files and spans.
    pub fn env_reads(&self) -> impl Iterator<Item = FileEnvRead<'c>> + '_ {
        self.files.iter().flat_map(|file| {
            file.facts.env_reads.iter().map(|read| FileEnvRead {
                file: &file.path,
                read,
            })
        })
    }

    pub fn reaches(&self, file: &SourceFile) -> bool {
        self.files
            .binary_search_by(|other| other.path.cmp(&file.path))
            .is_ok()
    }

    /// Whether it may read environment variables whose names are unknown: in known code, or in code that is unknown.
    pub fn may_read_any_variable(&self) -> bool {
        !self.is_known || self.unknown_env_reads().next().is_some()
    }

    /// The uses of `process.env` that may read any variable.
    pub fn unknown_env_reads(&self) -> impl Iterator<Item = (&'c RelPath, Span)> + '_ {
        self.files.iter().flat_map(|file| {
            let spans = file.facts.unknown_env_reads.iter();
            spans.map(|span| (&file.path, *span))
        })
    }
}

/// The components with an entrypoint, in the order of their paths.
pub(super) fn components<'c>(code: &Code<'c>, resolver: &Resolver<'c>) -> Vec<ComponentCode<'c>> {
    let index = code.index;
    let mut components = Vec::new();
    for component in &index.components {
        let Some(runtime) = Runtime::of(component.facts) else {
            continue;
        };
        if resolver.is_nested(component.path) {
            continue;
        }
        let mut references = component.facts.references.iter();
        let Some(reference) = references.find(|reference| reference.target == Target::SourceFile)
        else {
            continue;
        };
        let path = index.path_of(component.path, reference);
        let entrypoint = match path.and_then(|path| resolver.entrypoint(path)) {
            Some(path) => code.source(&path),
            None => None,
        };
        let mut reached = ComponentCode {
            component,
            reference,
            runtime,
            entrypoint,
            files: Vec::new(),
            is_known: entrypoint.is_some(),
        };
        if let Some(entrypoint) = entrypoint {
            reached.add_files(code, entrypoint);
        }
        components.push(reached);
    }
    components
}

impl<'c> ComponentCode<'c> {
    /// Adds a file with all that it imports, directly or not.
    fn add_files(&mut self, code: &Code<'c>, entrypoint: &'c SourceFile) {
        let mut reached = BTreeSet::from([&entrypoint.path]);
        let mut pending = vec![entrypoint];
        while let Some(source) = pending.pop() {
            let Some(file) = code.files.get(&source.path) else {
                continue;
            };
            self.files.push(source);
            if !file.is_known() {
                self.is_known = false;
            }
            for imported in file.imported() {
                if reached.insert(&imported.path) {
                    pending.push(imported);
                }
            }
        }
        self.files.sort_by_key(|file| &file.path);
    }
}

/// Where the code of each file runs that a component reaches.
pub(super) fn runtimes<'c>(components: &[ComponentCode<'c>]) -> BTreeMap<&'c RelPath, Runtimes> {
    let mut runtimes: BTreeMap<&RelPath, Runtimes> = BTreeMap::new();
    for component in components {
        for file in &component.files {
            // An entrypoint is code whatever its name.
            let is_entrypoint = component
                .entrypoint
                .is_some_and(|entrypoint| std::ptr::eq(entrypoint, *file));
            if !is_entrypoint && !is_component_code(&file.path) {
                continue;
            }
            let runtimes = runtimes.entry(&file.path).or_default();
            match component.runtime {
                Runtime::Ui => runtimes.is_ui = true,
                Runtime::Function => runtimes.is_function = true,
            }
        }
    }
    runtimes
}
