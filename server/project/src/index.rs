//! The project as HubSpot sees it: which files it reads, which it skips and why. Computed from facts alone.

mod files;
mod legacy;

use std::sync::Arc;

use crate::document::Document;
use crate::facts::{
    CandidateFacts, ComponentFacts, Facts, LocalFacts, PackageFacts, ProfileFacts, ProjectFacts,
    Reference, Spanned, Target,
};
use crate::legacy_file::LegacyFile;
use crate::{Entry, Project, is_in_dot_folder, placeholders};
use catalog::{ComponentType, FileKind, LOCAL_JSON, PACKAGE_JSON};
use diagnostics::RelPath;
use diagnostics::path::is_absolute;
use schema::official::OfficialSchemas;

/// The input of the project rules: facts and names, without texts and trees.
pub struct Index<'p> {
    pub project: &'p Project,
    /// The path and facts of `hsproject.json`; `None` for files outside of any project, or if it could not be read.
    pub manifest: Option<(&'p RelPath, &'p ProjectFacts)>,
    /// [`Project::source_folder`]
    pub src_dir: Option<RelPath>,
    /// The components that HubSpot reads, sorted by path.
    pub components: Vec<Component<'p>>,
    /// The profiles that HubSpot reads, sorted by path.
    pub profiles: Vec<Profile<'p>>,
    /// The path and facts of the `local.json` next to the app.
    pub local: Option<(&'p RelPath, &'p LocalFacts)>,
    /// The `package.json` files, sorted by path; none in the old layout, where HubSpot does not read them.
    pub packages: Vec<(&'p RelPath, &'p PackageFacts)>,
    /// JSON files that may be components without the suffix of their names.
    pub candidates: Vec<(&'p RelPath, &'p CandidateFacts)>,
    /// The files below the source folder that may be of the layout before 2025.2, those of nested projects included.
    pub legacy_files: Vec<(&'p RelPath, &'p LegacyFile)>,
    pub skipped_files: Vec<SkippedFile<'p>>,
    /// Whether any component is an app function, for which HubSpot generates a package.
    pub has_functions: bool,
    /// [`Index::is_legacy`]
    is_legacy: bool,
    /// [`Index::has_node_modules`]
    has_node_modules: bool,
    files: files::Files,
}

/// A component file in a folder that HubSpot reads.
pub struct Component<'p> {
    pub path: &'p RelPath,
    pub facts: &'p ComponentFacts,
    /// The type that belongs in its folder.
    pub folder: &'static ComponentType,
}

/// A profile that HubSpot reads.
pub struct Profile<'p> {
    pub path: &'p RelPath,
    pub facts: &'p ProfileFacts,
}

/// A component file that HubSpot does not read.
pub struct SkippedFile<'p> {
    pub path: &'p RelPath,
    pub facts: &'p ComponentFacts,
    pub reason: SkipReason,
}

/// Why HubSpot skips a component file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SkipReason {
    /// It is outside `srcDir`.
    OutsideSource,
    /// One of its folders has `node_modules` in its name.
    NodeModules(String),
    /// It is in a folder of `srcDir` that is not a component folder.
    NoComponentFolder,
}

impl<'p> Index<'p> {
    pub fn new(project: &'p Project) -> Index<'p> {
        let mut index = Index {
            project,
            manifest: manifest(project),
            src_dir: project.source_folder(),
            components: Vec::new(),
            profiles: Vec::new(),
            local: None,
            packages: Vec::new(),
            candidates: Vec::new(),
            legacy_files: Vec::new(),
            skipped_files: Vec::new(),
            has_functions: false,
            is_legacy: false,
            has_node_modules: has_node_modules(project),
            files: files::Files::default(),
        };
        index.is_legacy = match index.version() {
            Some(own) => catalog::is_legacy(&own.text),
            None => index.is_legacy_by_files(),
        };
        for document in project.documents.values() {
            index.add(document);
        }
        index.has_functions = index
            .components
            .iter()
            .any(|component| component.facts.counts_as("app-function"));
        index
    }

    /// The index that is checked: with the configured profiles only, or with all if none of these exists.
    pub fn checked(project: &'p Project) -> Index<'p> {
        let mut index = Index::new(project);
        let configured = project.config.profiles();
        let is_configured = |profile: &Profile<'_>| {
            configured
                .iter()
                .any(|(name, _)| *name == profile.facts.name)
        };
        if index.profiles.iter().any(is_configured) {
            index.profiles.retain(is_configured);
        }
        index
    }

    fn add(&mut self, document: &'p Document) {
        let path = &document.path;
        match &document.facts {
            Facts::Component(facts) => self.add_component(path, facts),
            Facts::Profile(facts) => {
                if self.src_dir.as_ref().map(RelPath::as_str) == Some(path.folder()) {
                    self.profiles.push(Profile { path, facts });
                }
            }
            Facts::Local(facts) => {
                let expected = self.src_dir.as_ref().and_then(|src| src.join(LOCAL_JSON));
                if expected.as_ref() == Some(path) {
                    self.local = Some((path, facts));
                }
            }
            Facts::Package(facts) => {
                if self.may_read(path) {
                    self.packages.push((path, facts));
                }
            }
            Facts::Candidate(facts) => self.add_candidate(path, facts),
            Facts::Project(_) => {}
        }
    }

    fn add_component(&mut self, path: &'p RelPath, facts: &'p ComponentFacts) {
        // Without a source folder, one diagnostic about `srcDir` is enough.
        if self.src_dir.is_none() {
            return;
        }
        match self.component_folder(path) {
            Ok(folder) => self.components.push(Component {
                path,
                facts,
                folder,
            }),
            Err(reason) => self.skipped_files.push(SkippedFile {
                path,
                facts,
                reason,
            }),
        }
    }

    /// The path relative to the source folder, if it is in there.
    fn below_source<'r>(&self, path: &'r RelPath) -> Option<&'r str> {
        path.below(self.src_dir.as_ref()?.as_str())
    }

    /// Whether a file whose kind depends on its folder is where HubSpot would read it.
    fn may_read(&self, path: &RelPath) -> bool {
        self.is_uploaded(path) && !self.is_legacy()
    }

    /// Whether a file is in the source folder, and not in a folder that HubSpot ignores.
    fn is_uploaded(&self, path: &RelPath) -> bool {
        self.below_source(path)
            .is_some_and(|below| !is_in_dot_folder(below))
            && self.project.below_node_modules.is_none()
            && (!self.has_node_modules || !path.folder().contains("node_modules"))
    }

    /// The type of the component folder that a file is in, or why HubSpot skips it.
    fn component_folder(&self, path: &RelPath) -> Result<&'static ComponentType, SkipReason> {
        let below = self.below_source(path).ok_or(SkipReason::OutsideSource)?;
        if self.has_node_modules {
            let mut folders = path.folder().split('/');
            if let Some(folder) = folders.find(|folder| folder.contains("node_modules")) {
                return Err(SkipReason::NodeModules(folder.to_owned()));
            }
        }
        ComponentType::by_folder(folder_of(below)).ok_or(SkipReason::NoComponentFolder)
    }

    /// `platformVersion`. HubSpot takes a value that it cannot parse for the newest.
    pub fn version(&self) -> Option<&'p Spanned> {
        self.manifest
            .and_then(|(_, facts)| facts.platform_version.as_ref())
    }

    /// HubSpot's own schemas for the platform version, if they were imported.
    pub fn official(&self) -> Option<&'p Arc<OfficialSchemas>> {
        let versions = &self.project.official;
        if versions.is_empty() {
            return None;
        }
        versions.of_version(&self.version()?.text)
    }

    /// Whether the project has the layout of platform versions before 2025.2: by its version, or, if it has none, by its files.
    pub fn is_legacy(&self) -> bool {
        self.is_legacy
    }

    /// Whether any path has `node_modules` in it, so that most projects ask once and not for each file in several rules.
    pub fn has_node_modules(&self) -> bool {
        self.has_node_modules
    }

    /// The app component, valid or not.
    pub fn app(&self) -> Option<&Component<'p>> {
        self.components
            .iter()
            .find(|component| component.facts.counts_as("app"))
    }

    /// The component at `path`, if HubSpot reads it.
    pub fn component(&self, path: &RelPath) -> Option<&Component<'p>> {
        let at = self
            .components
            .binary_search_by(|component| component.path.cmp(path))
            .ok()?;
        self.components.get(at)
    }

    /// The type that belongs in the folder of a file, also if HubSpot skips it.
    pub fn type_of_folder(&self, path: &RelPath) -> Option<&'static ComponentType> {
        match self.component(path) {
            Some(component) => Some(component.folder),
            None => ComponentType::by_folder_suffix(path.folder()),
        }
    }

    /// Whether this file is checked by itself: HubSpot reads it, or would if `srcDir` named a folder.
    pub fn reads(&self, path: &RelPath) -> bool {
        match FileKind::of(path.file_name()) {
            Some(FileKind::Component) => {
                self.project.manifest.is_none()
                    || self.component(path).is_some()
                    || self.components.is_empty()
                        && ComponentType::by_folder_suffix(path.folder()).is_some()
            }
            Some(FileKind::Profile) => self.profiles.iter().any(|profile| profile.path == path),
            _ => {
                self.project.manifest.as_ref() == Some(path)
                    || self.local.is_some_and(|(local, _)| local == path)
                    || path.file_name() == PACKAGE_JSON && self.reads_package(path)
            }
        }
    }

    fn reads_package(&self, path: &RelPath) -> bool {
        self.packages
            .binary_search_by(|(package, _)| (*package).cmp(path))
            .is_ok()
            && !self.is_nested(path)
    }

    /// Whether a file may get diagnostics, also if HubSpot's tools do not define it.
    pub fn looks_at(&self, path: &RelPath) -> bool {
        self.reads(path)
            || self
                .candidates
                .iter()
                .any(|(candidate, _)| *candidate == path)
            || self.legacy_files.iter().any(|(legacy, _)| *legacy == path)
    }

    /// The path that a string of the file `from` names, whether it exists or not; `None` if it names none, or one outside of
    /// the project.
    pub fn path_of(&self, from: &RelPath, reference: &Reference) -> Option<RelPath> {
        let written = reference.name.as_str();
        let folder = match reference.target {
            Target::NearbyFile if !written.starts_with(['/', '\\']) => from.folder(),
            Target::NearbyFile | Target::SourceFile => self.src_dir.as_ref()?.as_str(),
            Target::Uid | Target::Variable => return None,
        };
        if written.is_empty() || placeholders::first(written).is_some() {
            return None;
        }
        RelPath::written_in(folder, written)
    }

    /// The file or folder at `path`, if there is one.
    pub fn entry(&self, path: impl AsRef<str>) -> Option<Entry> {
        self.project.entry(path)
    }
}

fn manifest(project: &Project) -> Option<(&RelPath, &ProjectFacts)> {
    let path = project.manifest.as_ref()?;
    match &project.documents.get(path)?.facts {
        Facts::Project(facts) => Some((path, facts)),
        _ => None,
    }
}

fn has_node_modules(project: &Project) -> bool {
    project
        .entries
        .keys()
        .any(|path| path.as_str().contains("node_modules"))
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder that `srcDir` names, if it is in the project. An absolute path never is: HubSpot's CLI appends it to the
/// project folder (npm @hubspot/cli 8.14.0, `lib/projects/upload.js`).
pub(super) fn source_folder(src_dir: &Spanned) -> Option<RelPath> {
    let written = src_dir.text.as_str();
    if written.is_empty() || is_absolute(written) {
        return None;
    }
    RelPath::default().join_written(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use diagnostics::Span;

    #[test]
    fn a_source_folder_outside_the_project_is_refused() {
        for (text, folder) in [
            ("src", Some("src")),
            ("./src/", Some("src")),
            ("packages//orders/../src", Some("packages/src")),
            ("src\\app", Some("src/app")),
            (".", Some("")),
            ("", None),
            ("..", None),
            ("src/../..", None),
            ("/src", None),
            ("C:\\orders", None),
        ] {
            let src_dir = Spanned {
                text: text.to_owned(),
                span: Span::default(),
            };
            assert_eq!(source_folder(&src_dir), folder.map(RelPath::new), "{text}");
        }
    }
}
