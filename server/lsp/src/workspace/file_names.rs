//! Conversion between the paths of files and their URIs. A file has one path, even if links lead to
//! it. The URI of a file that the client has not named begins as the client spells its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::Uri;

use super::symlinks::Symlinks;
use crate::uri;

/// The maximum number of parent folders that are learned from one URI.
const MAX_DEPTH: usize = 64;

#[derive(Default)]
pub(super) struct FileNames {
    pub(super) links: Symlinks,
    /// The URIs of folders that the client spells differently than the server.
    spellings: BTreeMap<PathBuf, String>,
}

impl FileNames {
    pub(super) fn path(&self, uri: &Uri) -> Option<PathBuf> {
        Some(self.links.resolved(&uri::to_path(uri)?))
    }

    /// The URI of a file that the client has not opened.
    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        if !self.spellings.is_empty() {
            for folder in path.ancestors().skip(1) {
                if let Some(spelling) = self.spellings.get(folder) {
                    return uri::join(spelling, path.strip_prefix(folder).ok()?);
                }
            }
        }
        uri::from_path(path)
    }

    /// Learns how the client spells folders.
    pub(super) fn learn(&mut self, new: Vec<(PathBuf, String)>) {
        for (folder, spelling) in new {
            self.spellings.entry(folder).or_insert(spelling);
        }
    }

    /// The folder of a URI and its parent folders, as far as the client spells them differently
    /// than the server and they are not known yet.
    pub(super) fn unknown_folders(&self, folder: &str) -> Vec<(PathBuf, String)> {
        let mut unknown = Vec::new();
        let mut folder = folder;
        for _ in 0..MAX_DEPTH {
            folder = folder.trim_end_matches('/');
            let Some(path) = uri::to_normalized_path(folder) else {
                break;
            };
            if self.spellings.contains_key(&path) {
                break;
            }
            if let Some(uri) = self.uri(&path)
                && uri::original(uri.as_str()) == folder
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

    fn names(folder: &str) -> FileNames {
        let mut names = FileNames::default();
        names.learn(names.unknown_folders(folder));
        names
    }

    fn uri(names: &FileNames, path: &str) -> String {
        uri::original(names.uri(Path::new(path)).unwrap().as_str()).into_owned()
    }

    #[test]
    fn uris_of_files_begin_with_the_spelling_of_their_folders() {
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
    fn only_different_spellings_are_learned() {
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
        assert!(names(&long).spellings.len() <= MAX_DEPTH);
    }
}
