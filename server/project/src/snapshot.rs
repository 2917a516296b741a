//! All files of a project as plain data, for what moves files: unlike a check, it must know every one of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{MANIFEST, is_manifest, is_source};
use diagnostics::RelPath;

use crate::document::Document;
use crate::source_file::SourceFile;
use crate::{Entry, LinkTarget, Project};

/// What is at a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    Bytes(Arc<[u8]>),
    /// A symbolic link. It is never followed, moved or replaced: its target may be relative, or outside of the project.
    Link,
    /// A file that is larger than any text, or no regular file. Its content is not known.
    Unread,
}

impl Content {
    pub fn text(text: &str) -> Content {
        Content::Bytes(Arc::from(text.as_bytes()))
    }

    /// Whether both are known to have the same bytes.
    pub fn is_same(&self, other: &Content) -> bool {
        matches!(self, Content::Bytes(_)) && self == other
    }
}

/// The files of a project by their paths relative to the folder of `hsproject.json`, without those in `.git` and in
/// `node_modules`, which npm installs again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProjectFiles {
    pub files: BTreeMap<RelPath, Content>,
}

impl ProjectFiles {
    pub fn insert(&mut self, path: &str, content: Content) {
        self.files.insert(RelPath::new(path), content);
    }

    /// The text of a file; `None` if there is none, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            Content::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            Content::Link | Content::Unread => None,
        }
    }

    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths below a folder.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a RelPath> {
        self.files
            .keys()
            .filter(move |path| path.below(folder).is_some())
    }
    /// The files as a project, as if they had been read from a folder. Of the source files, those below `sources` are read.
    pub fn to_project(&self, sources: &str) -> Project {
        let mut project = self.names();
        for (path, content) in &self.files {
            let Content::Bytes(bytes) = content else {
                continue;
            };
            match project.kind_of(path) {
                Some(kind) => project.insert(Document::from_bytes(path.clone(), kind, bytes)),
                None if is_source(path.file_name()) && path.below(sources).is_some() => {
                    let source = SourceFile::from_bytes(path.clone(), bytes);
                    project.insert_source(path.clone(), source);
                }
                None => {}
            }
        }
        project
    }

    /// `hsproject.json` as HubSpot's CLI finds it: in any letter case, the exact name first.
    fn manifest(&self) -> Option<RelPath> {
        let mut best: Option<&RelPath> = None;
        for path in self.files.keys() {
            let is_better = best.is_none_or(|best| precedes(path.as_str(), best.as_str()));
            if path.folder().is_empty() && is_manifest(path.file_name()) && is_better {
                best = Some(path);
            }
        }
        best.cloned()
    }

    /// A project that knows the names of the files only.
    pub fn names(&self) -> Project {
        let mut project = Project {
            manifest: self.manifest(),
            ..Project::default()
        };
        for (path, content) in &self.files {
            project.insert_file(path);
            if *content == Content::Link {
                let link = Entry::Link(LinkTarget::File);
                project.entries.insert(path.clone(), link);
            }
        }
        project
    }
}

/// Whether a name of the project file is preferred to another one.
pub(crate) fn precedes(name: &str, other: &str) -> bool {
    other != MANIFEST && (name == MANIFEST || name < other)
}
