//! The project as HubSpot sees it: which files count, which it passes over and why. Computed from facts alone.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::catalog::{self, ComponentType, FileKind};
use crate::path::RelPath;
use crate::project::document::Document;
use crate::project::facts::{ComponentFacts, Facts, Located, ProfileFacts, ProjectFacts};
use crate::project::{Entry, Project};

/// What the project rules see: facts and names, no text and no tree.
pub struct Index<'p> {
    /// The files and folders.
    pub project: &'p Project,
    /// The path and facts of `hsproject.json`; `None` where files lie in no project, or it could not be read.
    pub manifest: Option<(&'p RelPath, &'p ProjectFacts)>,
    /// The source folder, where `srcDir` is a text that stays in the project.
    pub src_dir: Option<RelPath>,
    /// The components that HubSpot reads, in the order of their paths.
    pub components: Vec<Component<'p>>,
    /// The profiles that HubSpot reads.
    pub profiles: Vec<Profile<'p>>,
    /// Component files that HubSpot passes over.
    pub passed_over: Vec<PassedOver<'p>>,
    /// Whether any component is an app function, for which HubSpot makes a package.
    pub has_functions: bool,
}

/// A component file in a folder that HubSpot reads.
pub struct Component<'p> {
    /// Its path.
    pub path: &'p RelPath,
    /// Its facts.
    pub facts: &'p ComponentFacts,
    /// The type that belongs in its folder.
    pub folder: &'static ComponentType,
}

/// A profile that HubSpot reads.
pub struct Profile<'p> {
    /// Its path.
    pub path: &'p RelPath,
    /// Its facts.
    pub facts: &'p ProfileFacts,
}

/// A component file that HubSpot does not read.
pub struct PassedOver<'p> {
    /// Its path.
    pub path: &'p RelPath,
    /// Its facts.
    pub facts: &'p ComponentFacts,
    /// Why.
    pub reason: Reason,
}

/// Why a component file is passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It lies outside `srcDir`.
    OutsideSource,
    /// A folder on the way to it has `node_modules` in its name.
    NodeModules(String),
    /// It lies in a folder of `srcDir` that is no component folder.
    NoComponentFolder,
}

impl<'p> Index<'p> {
    /// Indexes a project.
    pub fn new(project: &'p Project) -> Index<'p> {
        let manifest = project.manifest.as_ref().and_then(|path| match &project.documents.get(path)?.facts {
            Facts::Project(facts) => Some((path, facts)),
            _ => None,
        });
        let src_dir = manifest.and_then(|(_, facts)| source_folder(facts.src_dir.as_ref()?));
        let mut index = Index {
            project,
            manifest,
            src_dir,
            components: Vec::new(),
            profiles: Vec::new(),
            passed_over: Vec::new(),
            has_functions: false,
        };
        for document in project.documents.values() {
            index.place(document);
        }
        let mut types = index.components.iter().filter_map(|component| component.facts.type_name.as_ref());
        index.has_functions = types.any(|name| name.text == "app-function");
        index
    }

    fn place(&mut self, document: &'p Document) {
        match &document.facts {
            Facts::Component(facts) => match self.home(&document.path) {
                Ok(folder) => self.components.push(Component { path: &document.path, facts, folder }),
                Err(None) => {}
                Err(Some(reason)) => self.passed_over.push(PassedOver { path: &document.path, facts, reason }),
            },
            Facts::Profile(facts) => {
                if self.src_dir.as_ref().is_some_and(|src| document.path.folder() == src.as_str()) {
                    self.profiles.push(Profile { path: &document.path, facts });
                }
            }
            Facts::Project(_) => {}
        }
    }

    /// The component folder that a file lies in, or why HubSpot passes it over; no reason where `srcDir` is unknown.
    fn home(&self, path: &RelPath) -> Result<&'static ComponentType, Option<Reason>> {
        let src = self.src_dir.as_ref().ok_or(None)?;
        let below = path.below(src.as_str()).ok_or(Some(Reason::OutsideSource))?;
        if let Some(folder) = path.folder().split('/').find(|part| part.contains("node_modules")) {
            return Err(Some(Reason::NodeModules(folder.to_owned())));
        }
        let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
        ComponentType::in_folder(folder).ok_or(Some(Reason::NoComponentFolder))
    }

    /// The text of `platformVersion`; HubSpot takes what it cannot read for the newest.
    pub fn version(&self) -> Option<&'p Located> {
        self.manifest.and_then(|(_, facts)| facts.platform_version.as_ref())
    }

    /// Whether the project's version is at least `version`; true where it is not known.
    pub fn is_at_least(&self, version: &str) -> bool {
        self.version().is_none_or(|own| catalog::order(&own.text, version) != Ordering::Less)
    }

    /// Whether the project has the layout of platform versions before 2025.2.
    pub fn is_legacy(&self) -> bool {
        self.version().is_some_and(|own| catalog::is_legacy(&own.text))
    }

    /// The app component, whatever the state of its other fields.
    pub fn app(&self) -> Option<&Component<'p>> {
        self.components.iter().find(|component| component.facts.type_name.as_ref().is_some_and(|t| t.text == "app"))
    }

    /// The component in the file at `path`, if HubSpot reads it.
    pub fn component(&self, path: &RelPath) -> Option<&Component<'p>> {
        self.components.binary_search_by(|component| component.path.cmp(path)).ok().map(|at| &self.components[at])
    }

    /// Whether HubSpot reads this file.
    pub fn reads(&self, path: &RelPath) -> bool {
        match FileKind::of(path.file_name()) {
            Some(FileKind::Component) => self.project.manifest.is_none() || self.component(path).is_some(),
            Some(FileKind::Profile) => self.profiles.iter().any(|profile| profile.path == path),
            _ => self.project.manifest.as_ref() == Some(path),
        }
    }

    /// The file or folder at `path`, if there is one.
    pub fn entry(&self, path: &RelPath) -> Option<Entry> {
        self.project.entry(path)
    }

    /// The names of the profiles that could be read.
    pub fn profile_names(&self) -> BTreeSet<&'p str> {
        let readable = self.profiles.iter().filter(|profile| profile.facts.readable);
        readable.map(|profile| profile.facts.name.as_str()).collect()
    }
}

/// The folder that `srcDir` names, if it lies in the project.
fn source_folder(src_dir: &Located) -> Option<RelPath> {
    let text = src_dir.text.replace('\\', "/");
    (!text.is_empty() && !text.starts_with('/')).then(|| RelPath::new("").join(&text))?
}
