//! All files of a project as plain data, for what moves files: unlike a check, it must know every one of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostics::RelPath;

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
}
