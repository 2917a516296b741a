//! The project as HubSpot sees it: which files count, which it passes over and why. Computed from facts alone.

mod files;

use crate::document::Document;
use crate::facts::{
    CandidateFacts, ComponentFacts, Facts, LocalFacts, PackageFacts, ProfileFacts, ProjectFacts,
    Reference, Spanned, Target,
};
use crate::{Entry, Project, is_old_card_folder, placeholders};
use catalog::{ComponentType, FileKind, LOCAL_JSON, PACKAGE_JSON};
use diagnostics::RelPath;

/// What the project rules see: facts and names, no text and no tree.
pub struct Index<'p> {
    /// The files and folders.
    pub project: &'p Project,
    /// The path and facts of `hsproject.json`; `None` where files lie in no project, or it could not be read.
    pub manifest: Option<(&'p RelPath, &'p ProjectFacts)>,
    /// The source folder, where `srcDir` stays in the project; the default one where `srcDir` is absent or unreadable.
    pub src_dir: Option<RelPath>,
    /// The components that HubSpot reads, in the order of their paths.
    pub components: Vec<Component<'p>>,
    /// The profiles that HubSpot reads.
    pub profiles: Vec<Profile<'p>>,
    /// The path and facts of the `local.json` beside the app.
    pub local: Option<(&'p RelPath, &'p LocalFacts)>,
    /// What npm installs for the project, in the order of the paths; none in the older layout, where HubSpot does not look.
    pub packages: Vec<(&'p RelPath, &'p PackageFacts)>,
    /// JSON files that may be components without the ending of their names.
    pub candidates: Vec<(&'p RelPath, &'p CandidateFacts)>,
    /// Component files that HubSpot passes over.
    pub skipped_files: Vec<SkippedFile<'p>>,
    /// Whether any component is an app function, for which HubSpot makes a package.
    pub has_functions: bool,
    files: files::Files,
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
pub struct SkippedFile<'p> {
    /// Its path.
    pub path: &'p RelPath,
    /// Its facts.
    pub facts: &'p ComponentFacts,
    /// Why.
    pub reason: SkipReason,
}

/// Why a component file is passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SkipReason {
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
        let manifest =
            project
                .manifest
                .as_ref()
                .and_then(|path| match &project.documents.get(path)?.facts {
                    Facts::Project(facts) => Some((path, facts)),
                    _ => None,
                });
        let mut index = Index {
            project,
            manifest,
            src_dir: project.source_folder(),
            components: Vec::new(),
            profiles: Vec::new(),
            local: None,
            packages: Vec::new(),
            candidates: Vec::new(),
            skipped_files: Vec::new(),
            has_functions: false,
            files: files::Files::default(),
        };
        for document in project.documents.values() {
            index.place(document);
        }
        index.has_functions = index
            .components
            .iter()
            .any(|component| component.facts.counts_as("app-function"));
        index
    }

    /// As it is checked: with the profiles only that are configured, or with all where it has none of these.
    pub fn checked(project: &'p Project) -> Index<'p> {
        let mut index = Index::new(project);
        let chosen = project.config.profiles();
        let is_chosen =
            |profile: &Profile<'_>| chosen.iter().any(|(name, _)| *name == profile.facts.name);
        if index.profiles.iter().any(is_chosen) {
            index.profiles.retain(is_chosen);
        }
        index
    }

    fn place(&mut self, document: &'p Document) {
        match &document.facts {
            Facts::Component(facts) => match self.home(&document.path) {
                Ok(folder) => self.components.push(Component {
                    path: &document.path,
                    facts,
                    folder,
                }),
                Err(None) => {}
                Err(Some(reason)) => self.skipped_files.push(SkippedFile {
                    path: &document.path,
                    facts,
                    reason,
                }),
            },
            Facts::Profile(facts) => {
                if self
                    .src_dir
                    .as_ref()
                    .is_some_and(|src| document.path.folder() == src.as_str())
                {
                    self.profiles.push(Profile {
                        path: &document.path,
                        facts,
                    });
                }
            }
            Facts::Local(facts) => {
                let place = self.src_dir.as_ref().and_then(|src| src.join(LOCAL_JSON));
                if place.as_ref() == Some(&document.path) {
                    self.local = Some((&document.path, facts));
                }
            }
            Facts::Package(facts) => {
                if self.is_of_project(&document.path) {
                    self.packages.push((&document.path, facts));
                }
            }
            Facts::Candidate(facts) => {
                let below = self
                    .src_dir
                    .as_ref()
                    .and_then(|src| document.path.below(src.as_str()))
                    .unwrap_or_default();
                let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
                let is_place =
                    ComponentType::by_folder(folder).is_some() || is_old_card_folder(folder);
                if is_place && self.is_of_project(&document.path) {
                    self.candidates.push((&document.path, facts));
                }
            }
            Facts::Project(_) => {}
        }
    }

    /// Whether a file whose name does not tell lies where HubSpot would look.
    fn is_of_project(&self, path: &RelPath) -> bool {
        let is_below = self
            .src_dir
            .as_ref()
            .is_some_and(|src| path.below(src.as_str()).is_some());
        let is_seen =
            self.project.below_node_modules.is_none() && !path.folder().contains("node_modules");
        is_below && is_seen && !self.is_legacy()
    }

    /// The component folder that a file lies in, or why HubSpot passes it over; no reason where `srcDir` is unknown.
    fn home(&self, path: &RelPath) -> Result<&'static ComponentType, Option<SkipReason>> {
        let src = self.src_dir.as_ref().ok_or(None)?;
        let below = path
            .below(src.as_str())
            .ok_or(Some(SkipReason::OutsideSource))?;
        if let Some(folder) = path
            .folder()
            .split('/')
            .find(|part| part.contains("node_modules"))
        {
            return Err(Some(SkipReason::NodeModules(folder.to_owned())));
        }
        let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
        ComponentType::by_folder(folder).ok_or(Some(SkipReason::NoComponentFolder))
    }

    /// The text of `platformVersion`; HubSpot takes what it cannot read for the newest.
    pub fn version(&self) -> Option<&'p Spanned> {
        self.manifest
            .and_then(|(_, facts)| facts.platform_version.as_ref())
    }

    /// Whether the project has the layout of platform versions before 2025.2.
    pub fn is_legacy(&self) -> bool {
        self.version()
            .is_some_and(|own| catalog::is_legacy(&own.text))
    }

    /// The app component, whatever the state of its other fields.
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

    /// The type that belongs in the folder of a file, also where HubSpot passes it over.
    pub fn type_of_folder(&self, path: &RelPath) -> Option<&'static ComponentType> {
        self.component(path)
            .map(|component| component.folder)
            .or_else(|| ComponentType::by_folder_suffix(path.folder()))
    }

    /// Whether this file is checked by itself: HubSpot reads it, or would if `srcDir` did not lead to nothing.
    pub fn reads(&self, path: &RelPath) -> bool {
        match FileKind::of(path.file_name()) {
            Some(FileKind::Component) => {
                let would = || {
                    self.components.is_empty()
                        && ComponentType::by_folder_suffix(path.folder()).is_some()
                };
                self.project.manifest.is_none() || self.component(path).is_some() || would()
            }
            Some(FileKind::Profile) => self.profiles.iter().any(|profile| profile.path == path),
            _ => {
                let is_package = || {
                    let found = self
                        .packages
                        .binary_search_by(|(package, _)| (*package).cmp(path))
                        .is_ok();
                    found && !self.is_nested(path)
                };
                self.project.manifest.as_ref() == Some(path)
                    || self.local.is_some_and(|(local, _)| local == path)
                    || path.file_name() == PACKAGE_JSON && is_package()
            }
        }
    }

    /// Whether anything may be said about a file that HubSpot's tools do not define.
    pub fn looks_at(&self, path: &RelPath) -> bool {
        self.reads(path)
            || self
                .candidates
                .iter()
                .any(|(candidate, _)| *candidate == path)
    }

    /// The path that a string of the file `from` names, whether anything is there or not; `None` where it names none, or
    /// one outside of the project. Backslashes count as slashes, as people on Windows mean them.
    pub fn path_of(&self, from: &RelPath, reference: &Reference) -> Option<RelPath> {
        let text = reference.name.replace('\\', "/");
        let folder = RelPath::new(from.folder());
        let base = match reference.target {
            Target::SourceFile => self.src_dir.as_ref()?,
            Target::NearbyFile if text.starts_with('/') => self.src_dir.as_ref()?,
            Target::NearbyFile => &folder,
            Target::Uid | Target::Variable => return None,
        };
        if text.is_empty() || placeholders::first(&text).is_some() {
            None
        } else {
            base.join(&text)
        }
    }

    /// The file or folder at `path`, if there is one.
    pub fn entry(&self, path: &RelPath) -> Option<Entry> {
        self.project.entry(path)
    }
}

/// The folder that `srcDir` names, if it lies in the project. An absolute path never does: HubSpot's CLI appends it to
/// the project folder (npm @hubspot/cli 8.14.0, `lib/projects/upload.js`), even where it leads there.
pub(super) fn source_folder(src_dir: &Spanned) -> Option<RelPath> {
    let text = src_dir.text.replace('\\', "/");
    (!text.is_empty() && !is_absolute(&text)).then(|| RelPath::new("").join(&text))?
}

/// Whether a path with forward slashes is absolute on any system.
pub fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes();
    path.starts_with('/')
        || matches!(drive, [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use diagnostics::Span;

    #[test]
    fn a_source_folder_stays_in_the_project() {
        let of = |text: &str| {
            source_folder(&Spanned {
                text: text.to_owned(),
                span: Span::default(),
            })
        };
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
            assert_eq!(of(text), folder.map(RelPath::new), "{text}");
        }
    }
}
