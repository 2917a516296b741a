//! The files of a project as plain data.

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostics::RelPath;

/// What is at a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    Bytes(Arc<[u8]>),
    /// A symbolic link. It is never followed, moved or replaced: its target may be relative, or outside of the project.
    Link,
}

impl Content {
    pub fn text(text: &str) -> Content {
        Content::Bytes(Arc::from(text.as_bytes()))
    }
}

/// The files of a project by their paths relative to the folder of `hsproject.json`. The caller leaves out `.git` and the
/// files in `node_modules`, which npm installs again.
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
            Content::Link => None,
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
}

/// Whether npm installed the file.
pub(crate) fn is_installed(path: &RelPath) -> bool {
    path.parents()
        .any(|folder| folder == "node_modules" || folder.ends_with("/node_modules"))
}
