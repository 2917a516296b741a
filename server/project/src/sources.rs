//! Which source files of a project are read: what the entrypoints of components reach through relative imports, and what may
//! be an extension in their folders. Pure functions of names and facts.

use std::collections::BTreeSet;

use catalog::{PACKAGE_JSON, SOURCE_ENDINGS, is_source};
use diagnostics::RelPath;
use source::SourceFacts;

use crate::facts::{ComponentFacts, Facts, Target};
use crate::source_file::SourceFile;
use crate::{Entry, Project, placeholders};

/// The component types whose entrypoints run in the browser.
const UI_TYPES: [&str; 4] = ["card", "crm-bulk-action", "page", "settings"];

/// The component type whose entrypoint runs on HubSpot's servers.
const FUNCTION_TYPE: &str = "app-function";

/// Where the code of a component runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Runtime {
    /// In the browser, as a UI extension.
    Ui,
    /// On HubSpot's servers.
    Function,
}

impl Runtime {
    /// Where the code of a component runs, if it has any.
    pub fn of(facts: &ComponentFacts) -> Option<Runtime> {
        match facts.component?.name {
            FUNCTION_TYPE => Some(Runtime::Function),
            name if UI_TYPES.contains(&name) => Some(Runtime::Ui),
            _ => None,
        }
    }
}

/// Where a relative import leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RelativeImport {
    /// A source file of the project.
    Source(RelPath),
    /// A file without code: JSON, styles, images, types.
    NoCode,
    /// Nothing, or something that is not read: a build folder, a package folder, a link, a nested project.
    Unknown,
}

/// Whether a specifier is relative to the file that contains it.
pub fn is_relative(specifier: &str) -> bool {
    matches!(specifier, "." | "..") || specifier.starts_with("./") || specifier.starts_with("../")
}

/// Finds source files by name.
pub struct Resolver<'p> {
    project: &'p Project,
    /// The folders of nested projects, which have sources of their own.
    nested: Vec<&'p str>,
}

impl<'p> Resolver<'p> {
    pub fn new(project: &'p Project) -> Resolver<'p> {
        Resolver {
            project,
            nested: project.nested().collect(),
        }
    }

    /// Where a relative specifier in the file `from` leads, as bundlers resolve it.
    pub fn resolve(&self, from: &RelPath, specifier: &str) -> RelativeImport {
        let Some(path) = RelPath::in_folder(from.folder(), specifier) else {
            return RelativeImport::Unknown;
        };
        match self.meant(&path) {
            Some(path) if is_in_build_folder(from, &path) || self.is_nested(&path) => {
                RelativeImport::Unknown
            }
            Some(path) if is_source(path.file_name()) => RelativeImport::Source(path),
            Some(path) if has_no_code(path.file_name()) => RelativeImport::NoCode,
            _ => RelativeImport::Unknown,
        }
    }

    /// The first file that a path without an ending, or with that of a compiled file, may mean.
    fn meant(&self, path: &RelPath) -> Option<RelPath> {
        if self.is_file(path.as_str()) {
            return Some(path.clone());
        }
        let written = self.compiled_from(path);
        if let Some(file) = written.or_else(|| self.with_an_ending(path.as_str())) {
            return Some(file);
        }
        // What a package folder leads to is in its `package.json`.
        let package = in_folder(path.as_str(), PACKAGE_JSON);
        if self.project.entry(path) != Some(Entry::Folder) || self.is_file(&package) {
            return None;
        }
        self.with_an_ending(&in_folder(path.as_str(), "index"))
    }

    /// The source file of an entrypoint: the file itself, or what a missing one is compiled from.
    pub fn entrypoint(&self, path: RelPath) -> Option<RelPath> {
        if !self.is_file(path.as_str()) {
            return self.compiled_from(&path);
        }
        if is_source(path.file_name()) {
            Some(path)
        } else {
            None
        }
    }

    /// The file beside a missing one that is compiled to it.
    fn compiled_from(&self, path: &RelPath) -> Option<RelPath> {
        for (compiled, written) in COMPILED {
            if let Some(stem) = path.as_str().strip_suffix(compiled) {
                let source = [stem, written].concat();
                if self.is_file(&source) {
                    return Some(RelPath::new(source));
                }
            }
        }
        None
    }

    fn with_an_ending(&self, path: &str) -> Option<RelPath> {
        for ending in SOURCE_ENDINGS.iter().chain(&[".json", ".d.ts"]) {
            let file = [path, ending].concat();
            if self.is_file(&file) {
                return Some(RelPath::new(file));
            }
        }
        None
    }

    fn is_file(&self, path: &str) -> bool {
        self.project.entry(path) == Some(Entry::File)
    }

    /// Whether a file belongs to a nested project.
    pub fn is_nested(&self, path: &RelPath) -> bool {
        self.nested
            .iter()
            .any(|nested| path.below(nested).is_some())
    }

    /// The source files that some import and that were not read.
    pub fn unread<'f>(&self, files: impl Iterator<Item = &'f SourceFile>) -> BTreeSet<RelPath> {
        let mut unread = BTreeSet::new();
        for file in files {
            for specifier in specifiers(&file.facts) {
                if is_relative(specifier)
                    && let RelativeImport::Source(path) = self.resolve(&file.path, specifier)
                    && !self.project.has_read(&path)
                {
                    unread.insert(path);
                }
            }
        }
        unread
    }

    /// The files of component code below a folder.
    fn below(&self, folder: &str) -> impl Iterator<Item = &'p RelPath> {
        let first = RelPath::new(in_folder(folder, ""));
        self.project
            .entries
            .range(first..)
            .take_while(move |(path, _)| path.below(folder).is_some())
            .filter(|(path, entry)| {
                **entry == Entry::File && is_component_code(path) && !self.is_nested(path)
            })
            .map(|(path, _)| path)
    }
}

/// The endings of compiled files, with those of the files that they are compiled from: TypeScript imports the former.
const COMPILED: [(&str, &str); 5] = [
    (".js", ".ts"),
    (".js", ".tsx"),
    (".jsx", ".tsx"),
    (".mjs", ".ts"),
    (".cjs", ".ts"),
];

fn in_folder(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        [folder, "/", name].concat()
    }
}

/// The endings of files that bundlers import as data.
const NO_CODE: [&str; 20] = [
    ".avif", ".css", ".d.ts", ".gif", ".graphql", ".html", ".ico", ".jpeg", ".jpg", ".json",
    ".less", ".md", ".pdf", ".png", ".sass", ".scss", ".svg", ".txt", ".webp", ".woff2",
];

fn has_no_code(name: &str) -> bool {
    NO_CODE.iter().any(|ending| name.ends_with(ending))
}

/// Folders of compiled files, in which the sources are no longer recognized.
const BUILD_FOLDERS: [&str; 3] = ["build", "dist", "out"];

/// Whether an import leads into a build folder from outside of it.
fn is_in_build_folder(from: &RelPath, path: &RelPath) -> bool {
    path.folder()
        .split('/')
        .any(|folder| BUILD_FOLDERS.contains(&folder))
        && !from
            .folder()
            .split('/')
            .any(|folder| BUILD_FOLDERS.contains(&folder))
}

/// Folders whose files test or show the code, or are not written by hand.
const OTHER_FOLDERS: [&str; 12] = [
    "__fixtures__",
    "__mocks__",
    "__tests__",
    "build",
    "coverage",
    "dist",
    "e2e",
    "mocks",
    "node_modules",
    "out",
    "stories",
    "tests",
];

/// Parts of the names of files that test, show or configure the code.
const OTHER_PARTS: [&str; 8] = [
    "bench", "config", "cy", "mock", "setup", "spec", "stories", "test",
];

/// Whether a source file is code of a component by its path: not a test, a story, a configuration, a build output or
/// in a folder whose name begins with a dot.
pub fn is_component_code(path: &RelPath) -> bool {
    let name = path.file_name();
    let in_other = path
        .folder()
        .split('/')
        .any(|folder| folder.starts_with('.') || OTHER_FOLDERS.contains(&folder));
    // `api.test.js`, `vite.config.ts`; a file `config.js` is code.
    let mut parts = name.split('.').skip(1);
    is_source(name)
        && !in_other
        && !name.starts_with('.')
        && !parts.any(|part| OTHER_PARTS.contains(&part))
}

/// The path of the entrypoint of a component; `None` if a profile fills it in, or it is outside of the project.
fn entrypoints<'f>(
    facts: &'f ComponentFacts,
    source: &'f RelPath,
) -> impl Iterator<Item = RelPath> + use<'f> {
    facts
        .references
        .iter()
        .filter(|reference| {
            reference.target == Target::SourceFile && placeholders::first(&reference.name).is_none()
        })
        .filter_map(|reference| source.join_written(&reference.name))
}

/// The components of a project that may have code, and where it is.
pub struct CodeComponents<'p> {
    resolver: Resolver<'p>,
    facts: Vec<&'p ComponentFacts>,
    /// The source folder of the project.
    source: RelPath,
    /// The folders of the components.
    folders: BTreeSet<&'p str>,
}

impl<'p> CodeComponents<'p> {
    /// `None` if no source file of the project is read.
    pub fn of(project: &'p Project) -> Option<CodeComponents<'p>> {
        if project.config.file.skips_source() || project.manifest.is_none() {
            return None;
        }
        let components = components_with_code(project);
        if components.is_empty() {
            return None;
        }
        let resolver = Resolver::new(project);
        let mut found = CodeComponents {
            facts: Vec::new(),
            source: project.source_folder()?,
            folders: BTreeSet::new(),
            resolver,
        };
        for (path, facts) in components {
            if !found.resolver.is_nested(path) {
                found.facts.push(facts);
                found.folders.insert(path.folder());
            }
        }
        Some(found)
    }

    /// The source files that are entrypoints.
    pub fn entrypoints(&self) -> BTreeSet<RelPath> {
        let mut paths = BTreeSet::new();
        for facts in &self.facts {
            for path in entrypoints(facts, &self.source) {
                paths.extend(self.resolver.entrypoint(path));
            }
        }
        paths
    }

    /// The source files below the folders of the components: some may be extensions that nothing reaches.
    pub fn beside(&self) -> BTreeSet<RelPath> {
        let mut paths = BTreeSet::new();
        for folder in &self.folders {
            paths.extend(self.resolver.below(folder).cloned());
        }
        paths
    }

    /// Whether a file is [`beside`](CodeComponents::beside) the components.
    pub fn is_beside(&self, path: &RelPath) -> bool {
        is_component_code(path)
            && self
                .folders
                .iter()
                .any(|folder| path.below(folder).is_some())
            && !self.resolver.is_nested(path)
    }
}

/// The components that may have an entrypoint.
fn components_with_code(project: &Project) -> Vec<(&RelPath, &ComponentFacts)> {
    let mut components = Vec::new();
    for document in project.documents.values() {
        if let Facts::Component(facts) = &document.facts
            && Runtime::of(facts).is_some()
        {
            components.push((&document.path, &**facts));
        }
    }
    components
}

/// The specifiers of imports that run code.
pub fn specifiers(facts: &SourceFacts) -> impl Iterator<Item = &str> {
    facts
        .imports
        .iter()
        .filter(|import| !import.is_type_only)
        .filter_map(|import| import.specifier.as_deref())
}

#[cfg(test)]
mod tests;
