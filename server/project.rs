//! A project as a value: the files of one folder with `hsproject.json`, parsed. Only `load` reads files; everything
//! else here is a pure function over what it read.

pub mod document;
pub mod expand;
pub mod facts;
pub mod index;
pub mod load;
pub mod upload;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::path::RelPath;
use document::Document;

/// What an entry of the project folder is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link and what it leads to.
    Link(LinkTarget),
    /// A folder that could not be listed, so that what lies in it is not known.
    Unreadable,
    /// A pipe, a socket or a device; never opened.
    Other,
}

/// Where a symbolic link leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing: the target is missing, or the links go round in a circle.
    Nothing,
}

/// A project folder with everything that the rules may know about it.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder, as it was found.
    pub root: PathBuf,
    /// `hsproject.json`, or how it is misspelt; `None` for component files that lie in no project.
    pub manifest: Option<RelPath>,
    /// The nearest project folder above this one, relative to this one (`..`, `../..`).
    pub inside: Option<String>,
    /// The folder on the way to this project whose name contains `node_modules`: HubSpot reads nothing below it.
    pub below_node_modules: Option<String>,
    /// Everything below the folder but `.git` and what lies in `node_modules`.
    pub entries: BTreeMap<RelPath, Entry>,
    /// The configuration files, parsed.
    pub documents: BTreeMap<RelPath, Arc<Document>>,
    /// The text of `.hsignore` beside `hsproject.json`.
    pub hsignore: Option<String>,
}

impl Project {
    /// Puts a parsed document in the place of what was there.
    pub fn insert(&mut self, document: Document) {
        self.entries.insert(document.path.clone(), Entry::File);
        self.documents.insert(document.path.clone(), Arc::new(document));
    }

    /// The entry at `path`; the project folder itself is a folder.
    pub fn entry(&self, path: &RelPath) -> Option<Entry> {
        if path.as_str().is_empty() { Some(Entry::Folder) } else { self.entries.get(path).copied() }
    }
}
