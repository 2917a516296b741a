//! Which source files of a project are read: what the entrypoints of components reach through relative imports, and what may
//! be an extension in their folders. Pure functions of names and facts.

mod resolver;

use std::collections::{BTreeMap, BTreeSet};

use catalog::is_source;
use diagnostics::RelPath;
use source::SourceFacts;

use crate::facts::{ComponentFacts, Facts, Target};
use crate::{Entry, Project, placeholders};

pub use resolver::{RelativeImport, Resolver, is_relative};

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

/// The folders below `app` whose source files are UI code, also without a component: before 2025.2, other files describe the
/// extensions in them.
const UI_FOLDERS: [&str; 4] = ["cards", "extensions", "pages", "settings"];

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

/// Folders of files that test, show or build the code. Code may be in them too, so only files that nothing imports are left out.
const UNREACHED_FOLDERS: [&str; 17] = [
    "__snapshots__",
    "bin",
    "cypress",
    "fixtures",
    "mock",
    "playwright",
    "script",
    "scripts",
    "spec",
    "specs",
    "storybook",
    "test",
    "test-helpers",
    "test-utils",
    "testing",
    "tools",
    "testutils",
];

/// Beginnings of the names of such files, in lower case and without `-` and `_`.
const UNREACHED_NAMES: [&str; 7] = [
    "gulpfile",
    "jestsetup",
    "setuptests",
    "testhelper",
    "testsetup",
    "testutil",
    "vitestsetup",
];

/// Parts of the names of such files: `card.e2e.ts`.
const UNREACHED_PARTS: [&str; 4] = ["e2e", "fixture", "stub", "test-d"];

/// Whether a file that nothing imports is a helper of tests or a script, by its path.
pub fn is_helper(path: &RelPath) -> bool {
    let name = path.file_name();
    let mut folders = path.folder().split('/');
    let mut parts = name.split('.').skip(1);
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    folders.any(|folder| UNREACHED_FOLDERS.contains(&folder))
        || parts.any(|part| UNREACHED_PARTS.contains(&part))
        || UNREACHED_NAMES.iter().any(|begin| plain.starts_with(begin))
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
    pub resolver: Resolver<'p>,
    facts: Vec<&'p ComponentFacts>,
    /// The source folder of the project.
    source: RelPath,
    /// The folders of the components.
    folders: BTreeSet<&'p str>,
    /// The folders of UI code.
    ui_folders: BTreeSet<String>,
}

impl<'p> CodeComponents<'p> {
    /// `None` if no source file of the project is read.
    pub fn of(project: &'p Project) -> Option<CodeComponents<'p>> {
        if project.config.file.skips_source() || project.manifest.is_none() {
            return None;
        }
        let components = components_with_code(project);
        let source = project.source_folder()?;
        let ui_folders = ui_folders(project, &source);
        if components.is_empty() && ui_folders.is_empty() {
            return None;
        }
        let mut found = CodeComponents {
            resolver: Resolver::new(project),
            facts: Vec::new(),
            source,
            folders: BTreeSet::new(),
            ui_folders,
        };
        for (path, facts) in components {
            if !found.resolver.is_nested(path) {
                found.facts.push(facts);
                found.folders.insert(path.folder());
                if Runtime::of(facts) == Some(Runtime::Ui) {
                    found.ui_folders.insert(path.folder().to_owned());
                }
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

    /// The source files below the folders of the components and of UI code: some may be extensions, or other UI code, that
    /// nothing reaches.
    pub fn beside(&self) -> BTreeMap<RelPath, Folders> {
        let mut files = BTreeMap::new();
        let ui_folders = self.ui_folders.iter().map(String::as_str);
        let folders: BTreeSet<&str> = self.folders.iter().copied().chain(ui_folders).collect();
        for folder in folders {
            for path in self.resolver.below(folder) {
                files.insert(path.clone(), self.folders_of(path));
            }
        }
        files
    }

    fn folders_of(&self, path: &RelPath) -> Folders {
        let mut folders = self.folders.iter();
        let mut ui_folders = self.ui_folders.iter();
        Folders {
            has_component: folders.any(|folder| path.below(folder).is_some()),
            is_ui: ui_folders.any(|folder| path.below(folder).is_some()),
        }
    }

    /// Whether a file is [`beside`](CodeComponents::beside) the components, and may be an extension by its bytes.
    pub fn may_be_extension(&self, path: &RelPath, bytes: &[u8]) -> bool {
        self.folders_of(path).may_have_extension(bytes) && self.is_code(path)
    }

    /// Whether a file is in a folder of UI code, and may import the SDK or React by its bytes.
    pub fn may_be_ui(&self, path: &RelPath, bytes: &[u8]) -> bool {
        self.folders_of(path).may_have_ui(bytes) && self.is_code(path)
    }

    fn is_code(&self, path: &RelPath) -> bool {
        is_component_code(path) && !self.resolver.is_nested(path)
    }
}

/// What the folders of a file are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Folders {
    /// Whether one of them is that of a component with code.
    has_component: bool,
    /// Whether one of them has UI code.
    is_ui: bool,
}

impl Folders {
    /// Whether a file with these bytes may be code of the project although nothing reaches it.
    pub fn may_have_code(self, bytes: &[u8]) -> bool {
        self.may_have_extension(bytes) || self.may_have_ui(bytes)
    }

    fn may_have_extension(self, bytes: &[u8]) -> bool {
        self.has_component && source::may_call(bytes)
    }

    fn may_have_ui(self, bytes: &[u8]) -> bool {
        self.is_ui && source::may_import_ui(bytes)
    }
}

/// The folders of UI code that the project has.
fn ui_folders(project: &Project, source: &RelPath) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    let app = match source.as_str() {
        "" => "app/".to_owned(),
        source => format!("{source}/app/"),
    };
    for name in UI_FOLDERS {
        let folder = [app.as_str(), name].concat();
        if project.entry(&folder) == Some(Entry::Folder) {
            folders.insert(folder);
        }
    }
    folders
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
