//! The states of projects at a git ref, for `check --since` and `changes`. Git is asked about a repository once, however many
//! projects are in it, and about each project three times: what is in its folder, how large the files are that a comparison
//! reads, and what is in them.

mod state;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalog::{FileKind, is_manifest};
use diagnostics::{RelPath, message};
use project::document::Document;
use project::facts::Facts;
use project::index::Index;
use project::{Project, is_searched, load};

use crate::git::{Commit, EntryKind, GitError, Repository};

/// The most project files that are read to find one that has moved.
const MAX_MANIFESTS: usize = 1_000;

/// A git ref, and what is known about it.
pub(crate) struct Since {
    reference: String,
    /// The largest size of a file in bytes.
    limit: u64,
    /// By the folders that have `.git`.
    repositories: Mutex<BTreeMap<PathBuf, Result<Arc<AtCommit>, SinceError>>>,
}

/// A repository at the commit that the ref leads to.
pub(crate) struct AtCommit {
    repository: Repository,
    commit: Commit,
    /// The folders of all projects in it by their names; `None` until a project has moved.
    by_name: Mutex<Option<ByName>>,
}

type ByName = BTreeMap<String, Vec<String>>;

/// What a project was.
pub(crate) enum Before {
    State(Box<Project>),
    /// It is new.
    Nothing,
    /// A project of the layout before 2025.2, which has no components to compare.
    OldLayout,
}

/// Why a project cannot be compared.
#[derive(thiserror::Error, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum SinceError {
    #[error(transparent)]
    Git(#[from] GitError),
    #[error("{folder} is not in a git repository, so there is nothing to compare with")]
    NoRepository { folder: String },
    #[error("the name of {folder} is not UTF-8")]
    NotUtf8 { folder: String },
    #[error(
        "{file} at the git ref is over the limit of {limit} bytes (raise it with `--max-file-size`)"
    )]
    TooLarge { file: String, limit: u64 },
    #[error("the files of {folder} at the git ref are larger than all that is read of a project")]
    AllTooLarge { folder: String },
    #[error(
        "git has no content of {file} at the git ref: damaged, or not in this partial clone, and hsmeta fetches nothing"
    )]
    NoContent { file: String },
    #[error(
        "{file} is a symbolic link or a submodule at the git ref, so what it leads to is not known"
    )]
    Link { file: String },
}

impl Since {
    pub(crate) fn new(reference: &str, limit: u64) -> Since {
        Since {
            reference: reference.to_owned(),
            limit,
            repositories: Mutex::default(),
        }
    }

    /// The ref as the user wrote it, in backticks.
    pub(crate) fn shown(&self) -> String {
        message::quoted(&self.reference)
    }

    /// What a project was at the ref.
    pub(crate) fn before(&self, project: &Project) -> Result<Before, SinceError> {
        let at = self.at(&project.canonical_root)?;
        let folder = at.folder_of(&project.canonical_root)?;
        if let Some(state) = at.state(&folder, self.limit)? {
            return Ok(of_state(state));
        }
        if let Some(folder) = at.earlier_folder(project, self.limit)?
            && let Some(state) = at.state(&folder, self.limit)?
        {
            return Ok(of_state(state));
        }
        at.refuse_links(&folder)?;
        Ok(Before::Nothing)
    }

    /// The repository of a folder, by its canonical path, at the ref.
    pub(crate) fn at(&self, folder: &Path) -> Result<Arc<AtCommit>, SinceError> {
        let nowhere = || SinceError::NoRepository {
            folder: message::quoted(&folder.to_string_lossy()),
        };
        let top = load::repository_of(folder).ok_or_else(nowhere)?;
        let mut repositories = lock(&self.repositories);
        if let Some(known) = repositories.get(top) {
            return known.clone();
        }
        let asked = match Repository::of(folder) {
            Ok(Some(repository)) => AtCommit::new(repository, &self.reference),
            Ok(None) => Err(nowhere()),
            Err(error) => Err(error.into()),
        };
        repositories.insert(top.to_owned(), asked.clone());
        asked
    }
}

impl AtCommit {
    fn new(repository: Repository, reference: &str) -> Result<Arc<AtCommit>, SinceError> {
        let commit = repository.commit(reference)?;
        Ok(Arc::new(AtCommit {
            repository,
            commit,
            by_name: Mutex::default(),
        }))
    }

    pub(crate) fn short_commit(&self) -> &str {
        self.commit.short()
    }

    /// A folder as git names it.
    fn folder_of(&self, folder: &Path) -> Result<String, SinceError> {
        let shown = || message::quoted(&folder.to_string_lossy());
        let Ok(below) = folder.strip_prefix(&self.repository.top) else {
            return Err(SinceError::NoRepository { folder: shown() });
        };
        let mut names = Vec::new();
        for part in below {
            match part.to_str() {
                Some(name) => names.push(name),
                None => return Err(SinceError::NotUtf8 { folder: shown() }),
            }
        }
        Ok(names.join("/"))
    }

    /// The folder that a project was in before it moved: the only one whose project had the same name and is gone.
    fn earlier_folder(&self, project: &Project, limit: u64) -> Result<Option<String>, SinceError> {
        let manifest = project.manifest.as_ref();
        let manifest = manifest.and_then(|path| project.documents.get(path));
        let Some(name) = manifest.and_then(|document| name_of(document)) else {
            return Ok(None);
        };
        let mut by_name = lock(&self.by_name);
        if by_name.is_none() {
            *by_name = Some(self.projects_by_name(limit)?);
        }
        let folders = by_name.as_ref().and_then(|by_name| by_name.get(name));
        let mut gone = Vec::new();
        for folder in folders.into_iter().flatten() {
            if !load::is_project(&self.repository.top.join(folder)) {
                gone.push(folder.clone());
            }
        }
        match gone.as_slice() {
            [folder] => Ok(Some(folder.clone())),
            _ => Ok(None),
        }
    }

    fn projects_by_name(&self, limit: u64) -> Result<ByName, SinceError> {
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for entry in self.repository.list(&self.commit, "")? {
            let path = RelPath::new(&entry.path);
            let is_hidden = path
                .folder()
                .split('/')
                .any(|name| name.starts_with('.') || !is_searched(name));
            let is_wanted = entry.kind == EntryKind::File && is_manifest(path.file_name());
            if is_wanted && !is_hidden && ids.len() < MAX_MANIFESTS {
                ids.insert(entry.path, entry.id);
            }
        }
        let wanted: BTreeSet<String> = ids.values().cloned().collect();
        let mut sizes = self.repository.sizes(&wanted)?;
        sizes.retain(|_, size| *size <= limit.min(state::MAX_TOTAL / MAX_MANIFESTS as u64));
        let contents = self.repository.contents(&sizes.into_keys().collect())?;
        let mut by_name = ByName::new();
        for (path, id) in &ids {
            let Some(content) = contents.get(id) else {
                continue;
            };
            let path = RelPath::new(path);
            let document = Document::from_bytes(path.clone(), FileKind::Project, content);
            if let Some(name) = name_of(&document) {
                let folders = by_name.entry(name.to_owned()).or_default();
                folders.push(path.folder().to_owned());
            }
        }
        Ok(by_name)
    }
}

fn of_state(state: Project) -> Before {
    if Index::new(&state).is_legacy() {
        Before::OldLayout
    } else {
        Before::State(Box::new(state))
    }
}

/// The name of a project in its `hsproject.json`.
fn name_of(document: &Document) -> Option<&str> {
    match &document.facts {
        Facts::Project(facts) => Some(facts.name.as_ref()?.text.as_str()),
        _ => None,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
