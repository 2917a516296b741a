//! Reads HubSpot's own schemas that were imported: `<platform version>.json` in the folder that `schemas` in `hsmeta.toml` names,
//! else in `.hsmeta/schemas` beside `hsproject.json`, else in that beside `hsmeta.toml`. Links are not followed: the files are
//! part of the project, so that every clone has the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalog::PlatformVersion;
use diagnostics::{RelPath, message};
use schema::official::{MAX_BYTES, OfficialError, OfficialSchemas, OfficialVersions};

use super::LoadError;
use super::config::{Configs, Nearest};
use super::discover::containing_project;
use super::file::read_file;
use super::folder::Folder;
use crate::config::ConfigFile;
use crate::{Entry, OfficialProblem, Project, SCHEMAS_FOLDER};

/// The folder around that of the schemas.
const SCHEMAS_PARENT: &str = ".hsmeta";

const BEHIND_LINK: &str = "a symbolic link; imported schemas are not read behind it";

/// A name in `hsmeta.toml` that is misspelled would otherwise check the project against other schemas without a word.
const NO_FOLDER: &str = "it does not exist, and `schemas` in `hsmeta.toml` names it";

/// Schemas would otherwise be written where no check reads them once the key is corrected.
const INVALID_FOLDER: &str = "`schemas` is not a folder below that of this file";

/// The end of the name of a file.
const ENDING: &str = ".json";

/// A folder of imported schemas, which need not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficialFolder {
    /// The folder of `hsmeta.toml` or `hsproject.json`.
    pub root: PathBuf,
    /// Relative to it.
    pub folder: RelPath,
}

/// What is in such a folder.
#[derive(Clone, Default, Debug)]
pub struct Imported {
    pub versions: Arc<OfficialVersions>,
    pub problems: Arc<[OfficialProblem]>,
}

/// The files that were parsed before, by their paths, for programs that read projects again and again.
#[derive(Default)]
pub struct ParsedSchemas {
    files: Mutex<BTreeMap<PathBuf, Arc<ParsedFile>>>,
}

struct ParsedFile {
    text: String,
    schemas: Result<Arc<OfficialSchemas>, OfficialError>,
}

/// The folders that a search has read, by their canonical paths: projects share them.
pub(super) struct Officials<'p> {
    parsed: &'p ParsedSchemas,
    known: Mutex<BTreeMap<PathBuf, Imported>>,
}

impl OfficialFolder {
    /// The folder for a project in `own`, or for a folder outside of any project. Whichever exists is used, so that schemas are
    /// still found when an `hsmeta.toml` is added later.
    pub(super) fn choose(
        own: Option<&Path>,
        has_own: bool,
        config: &ConfigFile,
    ) -> Option<OfficialFolder> {
        if let Some((folder, _)) = &config.schemas {
            return Some(OfficialFolder {
                root: config.folder.clone(),
                folder: folder.clone(),
            });
        }
        let own = own.map(OfficialFolder::beside);
        if has_own || config.text.is_none() {
            return own;
        }
        Some(OfficialFolder::beside(&config.folder))
    }

    fn beside(root: &Path) -> OfficialFolder {
        OfficialFolder {
            root: root.to_owned(),
            folder: RelPath::new(SCHEMAS_FOLDER),
        }
    }

    /// The folder of imported schemas of a project folder on the disk.
    pub(super) fn in_project(root: &Path, config: &ConfigFile) -> Option<OfficialFolder> {
        let has_own = fs::symlink_metadata(OfficialFolder::beside(root).path()).is_ok();
        OfficialFolder::choose(Some(root), has_own, config)
    }

    pub fn path(&self) -> PathBuf {
        self.root.join(self.folder.as_str())
    }

    /// The file of a platform version, relative to the root.
    pub fn file(&self, version: &str) -> RelPath {
        RelPath::new(format!("{}/{version}{ENDING}", self.folder))
    }

    /// The first link on the way from the root to the folder.
    fn link(&self) -> Option<PathBuf> {
        let mut path = self.root.clone();
        for name in self.folder.as_str().split('/') {
            path.push(name);
            if path.is_symlink() {
                return Some(path);
            }
        }
        None
    }
}

/// The folder of imported schemas for a folder; it need not exist: that of the project that contains the path, or the one beside
/// `hsmeta.toml`. `None` if there is neither.
pub fn official_folder(path: &Path) -> Result<Option<OfficialFolder>, LoadError> {
    let folder = Folder::of(path)?;
    let root = containing_project(&folder);
    let folder = root.as_ref().map_or(&folder, |root| &root.folder);
    let nearest = Configs::default().nearest(folder);
    if let Some(error) = nearest.error {
        return Err(error);
    }
    if nearest.file.has_invalid_schemas {
        let file = nearest.file.path().unwrap_or_default();
        return Err(LoadError::new(&file, INVALID_FOLDER));
    }
    match &root {
        Some(root) => Ok(OfficialFolder::in_project(
            &root.folder.named,
            &nearest.file,
        )),
        None => Ok(OfficialFolder::choose(None, false, &nearest.file)),
    }
}

/// Reads the schemas in a folder; none if there is no such folder.
pub fn read_official(folder: &OfficialFolder, parsed: &ParsedSchemas) -> Imported {
    let path = folder.path();
    if !path.is_dir() {
        return Imported::default();
    }
    if folder.link().is_some() {
        return Imported::none(folder, BEHIND_LINK.to_owned());
    }
    let names = match names(&path) {
        Ok(names) => names,
        Err(error) => return Imported::none(folder, error.to_string()),
    };
    let mut problems = Vec::new();
    let mut versions = OfficialVersions::default();
    for name in names {
        let version = name.trim_end_matches(ENDING);
        match parsed.read(&path.join(&name), version) {
            Ok(schemas) => versions.add(schemas),
            Err(message) => problems.push(OfficialProblem {
                file: folder.file(version),
                version: Some(version.to_owned()),
                message,
            }),
        }
    }
    Imported {
        versions: Arc::new(versions),
        problems: problems.into(),
    }
}

impl Imported {
    /// Of a folder that cannot be read.
    fn none(folder: &OfficialFolder, message: String) -> Imported {
        let problem = OfficialProblem {
            file: folder.folder.clone(),
            version: None,
            message,
        };
        Imported {
            versions: Arc::default(),
            problems: Arc::from([problem]),
        }
    }
}

/// The text of the file of a platform version, if there is one.
pub fn imported_text(folder: &OfficialFolder, version: &str) -> Result<Option<String>, LoadError> {
    if let Some(link) = folder.link() {
        return Err(LoadError::new(&link, BEHIND_LINK));
    }
    let file = folder.root.join(folder.file(version).as_str());
    if fs::symlink_metadata(&file).is_err() {
        return Ok(None);
    }
    match text(&file) {
        Ok(text) => Ok(Some(text)),
        Err(message) => Err(LoadError::new(&file, message)),
    }
}

/// The names of the files for platform versions, sorted. Any other file has nothing to do with hsmeta.
fn names(folder: &Path) -> std::io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        if let Ok(name) = entry?.file_name().into_string()
            && let Some(version) = name.strip_suffix(ENDING)
            && (PlatformVersion::named(version).is_some() || catalog::is_newer_release(version))
        {
            names.insert(name);
        }
    }
    Ok(names)
}

fn text(file: &Path) -> Result<String, String> {
    decoded(bytes(file)?)
}

fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|_| "not encoded as UTF-8".to_owned())
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let metadata = fs::symlink_metadata(file).map_err(|error| error.to_string())?;
    if metadata.is_symlink() {
        return Err("a symbolic link, which is not followed".to_owned());
    }
    let bytes = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if bytes > MAX_BYTES {
        return Err(OfficialError::TooLarge { bytes }.to_string());
    }
    read_file(file, MAX_BYTES as u64).map_err(|error| error.to_string())
}

impl ParsedSchemas {
    /// The schemas in a file of this version, or why they cannot be used.
    fn read(&self, file: &Path, version: &str) -> Result<Arc<OfficialSchemas>, String> {
        let parsed = self.parsed(file, bytes(file)?)?;
        let schemas = parsed.schemas.as_ref().map_err(|error| error.to_string())?;
        if schemas.platform_version() != version {
            let other = message::quoted(schemas.platform_version());
            return Err(format!(
                "`platformVersion` is {other}, the name of the file `{version}`"
            ));
        }
        Ok(Arc::clone(schemas))
    }

    /// The file with this text, parsed once: many projects have the same.
    fn parsed(&self, file: &Path, bytes: Vec<u8>) -> Result<Arc<ParsedFile>, String> {
        if let Some(known) = self.known(file, &bytes) {
            return Ok(known);
        }
        let text = decoded(bytes)?;
        let schemas = OfficialSchemas::parse(&text).map(Arc::new);
        let parsed = Arc::new(ParsedFile { text, schemas });
        lock(&self.files).insert(file.to_owned(), Arc::clone(&parsed));
        Ok(parsed)
    }
}

impl ParsedSchemas {
    fn known(&self, file: &Path, bytes: &[u8]) -> Option<Arc<ParsedFile>> {
        let mut files = lock(&self.files);
        if let Some(known) = files.get(file)
            && known.text.as_bytes() == bytes
        {
            return Some(Arc::clone(known));
        }
        let known = Arc::clone(
            files
                .values()
                .find(|known| known.text.as_bytes() == bytes)?,
        );
        files.insert(file.to_owned(), Arc::clone(&known));
        Some(known)
    }
}

impl<'p> Officials<'p> {
    pub(super) fn new(parsed: &'p ParsedSchemas) -> Officials<'p> {
        Officials {
            parsed,
            known: Mutex::default(),
        }
    }

    /// The schemas for a project in `folder`; `None` if there are none. A project without any costs no look at the disk.
    pub(super) fn of(
        &self,
        project: &Project,
        folder: &Folder,
        nearest: &Nearest,
    ) -> Option<Imported> {
        project.manifest.as_ref()?;
        let is_link = |path| matches!(project.entry(path), Some(Entry::Link(_)));
        let has_own = project.entry(SCHEMAS_FOLDER).is_some() || is_link(SCHEMAS_PARENT);
        if !has_own && nearest.file.text.is_none() {
            return None;
        }
        let chosen = OfficialFolder::choose(Some(&project.root), has_own, &nearest.file)?;
        let is_own = chosen.root == project.root;
        let root = if is_own {
            &folder.canonical
        } else {
            &nearest.folder
        };
        let canonical = root.join(chosen.folder.as_str());
        if let Some(known) = lock(&self.known).get(&canonical) {
            return Some(known.clone());
        }
        let imported = if nearest.file.schemas.is_some() && !canonical.is_dir() {
            Imported::none(&chosen, NO_FOLDER.to_owned())
        } else {
            read_official(&chosen, self.parsed)
        };
        Some(
            lock(&self.known)
                .entry(canonical)
                .or_insert(imported)
                .clone(),
        )
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
