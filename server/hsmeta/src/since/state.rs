//! A project as it is in a commit: the names of all its files, and the files that a comparison reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog::{FileKind, MANIFEST};
use diagnostics::path::below;
use diagnostics::{RelPath, message};
use project::facts::MAX_CANDIDATE_SIZE;
use project::snapshot::{Content, ProjectFiles};
use project::{Entry, Project, is_searched};

use super::{AtCommit, SinceError};
use crate::git::{EntryKind, TreeEntry};

/// The most bytes that are read of one project. A commit can name one large content a thousand times.
pub(super) const MAX_TOTAL: u64 = 256 * 1024 * 1024;

/// A file that is read.
struct Wanted {
    path: RelPath,
    id: String,
    /// In bytes.
    limit: u64,
    /// Whether a larger one is an error. Other files are most likely data of another program.
    is_required: bool,
}

/// The files in the folder of a project.
#[derive(Default)]
struct Listed {
    /// With no content yet.
    files: ProjectFiles,
    submodules: Vec<RelPath>,
    entries: Vec<(RelPath, TreeEntry)>,
}

impl AtCommit {
    /// The project in a folder of the commit; `None` if the folder has no `hsproject.json`.
    pub(super) fn state(&self, folder: &str, limit: u64) -> Result<Option<Project>, SinceError> {
        let Listed {
            mut files,
            submodules,
            entries,
        } = listed(self.repository.list(&self.commit, folder)?, folder);
        let names = files.names();
        let Some(manifest) = &names.manifest else {
            return Ok(None);
        };
        if files.files.get(manifest) == Some(&Content::Link) {
            return Err(link(folder, manifest));
        }
        let wanted = wanted(&names, entries, limit);
        self.read(&wanted, folder, &mut files)?;
        let mut project = files.to_project("");
        for path in submodules {
            project.entries.insert(path, Entry::Unreadable);
        }
        if let Some(source) = project.source_folder() {
            let is_submodule = project.entry(&source) == Some(Entry::Unreadable);
            if is_submodule || project.is_linked(&source) {
                return Err(link(folder, &source));
            }
        }
        project.hsignore = files.text(".hsignore").map(str::to_owned);
        Ok(Some(project))
    }

    /// What is a link or a submodule in the commit may have led to the project.
    pub(super) fn refuse_links(&self, folder: &str) -> Result<(), SinceError> {
        let manifest = match folder {
            "" => MANIFEST.to_owned(),
            _ => format!("{folder}/{MANIFEST}"),
        };
        let mut paths = vec![manifest.as_str()];
        for (end, _) in manifest.match_indices('/') {
            paths.extend(manifest.get(..end));
        }
        match self.repository.links(&self.commit, &paths)?.first() {
            Some(entry) => Err(link("", &RelPath::new(&entry.path))),
            None => Ok(()),
        }
    }

    /// Reads files, each content once.
    fn read(
        &self,
        wanted: &[Wanted],
        folder: &str,
        files: &mut ProjectFiles,
    ) -> Result<(), SinceError> {
        let ids = wanted.iter().map(|file| file.id.clone()).collect();
        let sizes = self.repository.sizes(&ids)?;
        let mut read = BTreeSet::new();
        let mut total = 0;
        for file in wanted {
            let size = sizes.get(&file.id).copied();
            match size {
                Some(size) if size <= file.limit => {
                    total += size;
                    read.insert(file.id.clone());
                }
                _ if !file.is_required => {}
                Some(_) => {
                    return Err(SinceError::TooLarge {
                        file: shown(folder, &file.path),
                        limit: file.limit,
                    });
                }
                None => {
                    return Err(SinceError::NoContent {
                        file: shown(folder, &file.path),
                    });
                }
            }
        }
        if total > MAX_TOTAL {
            return Err(SinceError::AllTooLarge {
                folder: shown(folder, &RelPath::default()),
            });
        }
        let contents = self.repository.contents(&read)?;
        for file in wanted {
            if let Some(content) = contents.get(&file.id) {
                let content = Content::Bytes(Arc::from(content.as_slice()));
                files.files.insert(file.path.clone(), content);
            }
        }
        Ok(())
    }
}

/// The entries by their paths relative to the folder, without those that no check searches.
fn listed(entries: Vec<TreeEntry>, folder: &str) -> Listed {
    let mut listed = Listed::default();
    for entry in entries {
        let Some(path) = below(&entry.path, folder) else {
            continue;
        };
        let path = RelPath::new(path);
        if !path.folder().split('/').all(is_searched) {
            continue;
        }
        let content = match entry.kind {
            EntryKind::Link => Content::Link,
            EntryKind::File | EntryKind::Submodule => Content::Unread,
        };
        match entry.kind {
            EntryKind::Submodule => listed.submodules.push(path.clone()),
            _ => {
                listed.files.files.insert(path.clone(), content);
            }
        }
        listed.entries.push((path, entry));
    }
    listed
}

fn wanted(names: &Project, entries: Vec<(RelPath, TreeEntry)>, limit: u64) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (path, entry) in entries {
        if entry.kind != EntryKind::File {
            continue;
        }
        let (limit, is_required) = match names.kind_of(&path) {
            Some(FileKind::Project | FileKind::Component | FileKind::Profile) => (limit, true),
            Some(FileKind::Candidate) => (limit.min(MAX_CANDIDATE_SIZE as u64), false),
            _ if path.as_str() == ".hsignore" => (limit, true),
            _ => continue,
        };
        wanted.push(Wanted {
            path,
            id: entry.id,
            limit,
            is_required,
        });
    }
    wanted
}

fn link(folder: &str, path: &RelPath) -> SinceError {
    SinceError::Link {
        file: shown(folder, path),
    }
}

/// A path in the repository.
fn shown(folder: &str, path: &RelPath) -> String {
    let names = [folder, path.as_str()];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    message::quoted(&names.join("/"))
}
