//! The two names of a file: its path, and its URI as the client spells it. A file has one path, whatever the links that
//! lead to it; a file that the client never named has a URI that begins as the client spells its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::Uri;

use super::super::uri;
use super::links::Links;

/// More folders above a file than anybody has.
const DEEPEST: usize = 64;

#[derive(Default)]
pub(super) struct Names {
    pub(super) links: Links,
    /// Folders that the client spells otherwise than the server would.
    spellings: BTreeMap<PathBuf, String>,
}

impl Names {
    /// The path of a file.
    pub(super) fn path(&self, uri: &Uri) -> Option<PathBuf> {
        Some(self.links.resolved(&uri::path(uri)?))
    }

    /// The URI of a file that the client has not opened.
    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        if !self.spellings.is_empty()
            && let Some((folder, spelling)) = path
                .ancestors()
                .skip(1)
                .find_map(|folder| self.spellings.get_key_value(folder))
        {
            return uri::joined(spelling, path.strip_prefix(folder).ok()?);
        }
        uri::of_path(path)
    }

    /// Learns how the client spells folders.
    pub(super) fn learn(&mut self, new: Vec<(PathBuf, String)>) {
        for (folder, spelling) in new {
            self.spellings.entry(folder).or_insert(spelling);
        }
    }

    /// The folders in a URI that the client spells otherwise than the server, from the innermost on, as far as that is new.
    pub(super) fn unknown_folders(&self, folder: &str) -> Vec<(PathBuf, String)> {
        let mut unknown = Vec::new();
        let mut folder = folder;
        for _ in 0..DEEPEST {
            folder = folder.trim_end_matches('/');
            let path = match uri::plain_path(folder) {
                Some(path) if !self.spellings.contains_key(&path) => path,
                _ => break,
            };
            if self
                .uri(&path)
                .is_some_and(|uri| uri::spelling(uri.as_str()) == folder)
            {
                break;
            }
            unknown.push((path, folder.to_owned()));
            let Some(parent) = uri::parent(folder) else {
                break;
            };
            folder = parent;
        }
        unknown
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    fn names(folder: &str) -> Names {
        let mut names = Names::default();
        names.learn(names.unknown_folders(folder));
        names
    }

    fn uri(names: &Names, path: &str) -> String {
        uri::spelling(names.uri(Path::new(path)).unwrap().as_str()).into_owned()
    }

    #[test]
    fn files_begin_as_the_client_spells_their_folders() {
        let raw = names("file:///home/my [x]/shop/");
        assert_eq!(
            uri(&raw, "/home/my [x]/shop/src/[a].json"),
            "file:///home/my [x]/shop/src/%5Ba%5D.json"
        );
        assert_eq!(
            uri(&raw, "/home/my [x]/other.json"),
            "file:///home/my [x]/other.json"
        );
        assert_eq!(
            uri(&raw, "/home/my [y]/other.json"),
            "file:///home/my%20%5By%5D/other.json"
        );
        let lower = names("file:///home/%5bx%5d");
        assert_eq!(uri(&lower, "/home/[x]/a"), "file:///home/%5bx%5d/a");
        assert_eq!(lower.unknown_folders("file:///home/%5bx%5d/src/app"), []);
        let host = names("file://localhost/home/x");
        assert_eq!(uri(&host, "/home/x/a"), "file://localhost/home/x/a");
    }

    #[test]
    fn only_what_differs_is_learned() {
        for folder in [
            "file:///home/x",
            "file:///home/%5Bx%5D",
            "untitled:[x]",
            "file:///a/../[b]",
            "file:///a//[b]",
            "",
        ] {
            assert!(names(folder).spellings.is_empty(), "{folder}");
        }
        let long = format!("file:///{}", "[/".repeat(100_000));
        assert!(names(&long).spellings.len() <= DEEPEST);
    }
}
