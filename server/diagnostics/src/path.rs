//! `RelPath`, the key of every map: project-relative, separated by `/`, UTF-8, the same on every system.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

/// A path below the project folder, without `.` and `..`; the project folder itself is the empty path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct RelPath {
    text: Arc<str>,
    /// Where the last part begins; computed once because rules request the name of every file.
    name_start: usize,
}

impl RelPath {
    /// A path from text that is already relative and separated by `/`.
    pub fn new(path: impl AsRef<str>) -> RelPath {
        let text = path.as_ref();
        RelPath {
            name_start: text.rfind('/').map_or(0, |slash| slash + 1),
            text: Arc::from(text),
        }
    }

    /// The path of a file relative to the project folder; `None` for a file outside of it.
    pub fn relative(root: &Path, path: &Path) -> Option<RelPath> {
        let below = path.strip_prefix(root).ok()?;
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        Some(RelPath::new(parts.join("/")))
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The last part; empty for the project folder.
    pub fn file_name(&self) -> &str {
        &self.text[self.name_start..]
    }

    /// The parent folder; that of the project folder is itself.
    pub fn folder(&self) -> &str {
        &self.text[..self.name_start.saturating_sub(1)]
    }

    /// This path relative to `folder`; `None` if it is not below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.text);
        }
        self.text.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The parent folders, nearest first, without the project folder.
    pub fn parents(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.folder();
        std::iter::from_fn(move || {
            let folder = rest;
            rest = rest.rsplit_once('/').map_or("", |(parent, _)| parent);
            if folder.is_empty() {
                None
            } else {
                Some(folder)
            }
        })
    }

    /// [`RelPath::join`] for a path that a person wrote: backslashes are separators too, as on Windows.
    pub fn join_written(&self, child: &str) -> Option<RelPath> {
        self.join(&child.replace('\\', "/"))
    }

    /// `child` in this folder, without `.` and empty parts; `None` if `..` leaves the project.
    pub fn join(&self, child: &str) -> Option<RelPath> {
        // A plain file name, as from a directory listing: nothing to normalize.
        if !self.text.is_empty() && !child.contains('/') && !matches!(child, "" | "." | "..") {
            return Some(RelPath {
                text: Arc::from([&self.text, "/", child].concat()),
                name_start: self.text.len() + 1,
            });
        }
        let mut parts: Vec<&str> = self
            .text
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        for part in child.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(RelPath::new(parts.join("/")))
    }
}

/// Whether a path that a person wrote is absolute on any operating system.
pub fn is_absolute(written: &str) -> bool {
    let bytes = written.as_bytes();
    written.starts_with(['/', '\\'])
        || matches!(bytes, [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

/// Whether a name has this ending, ignoring ASCII case.
pub fn has_ending(name: &str, ending: &str) -> bool {
    let start = name.len().checked_sub(ending.len());
    start.is_some_and(|start| name.as_bytes()[start..].eq_ignore_ascii_case(ending.as_bytes()))
}

/// The canonical composition of a text (NFC): `é` and `e` with a combining accent become equal.
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_join_never_leaves_the_project() {
        let src = RelPath::new("src");
        assert_eq!(
            src.join("./app//cards"),
            Some(RelPath::new("src/app/cards"))
        );
        assert_eq!(src.join(".."), Some(RelPath::new("")));
        assert_eq!(src.join("../.."), None);
        assert_eq!(
            src.join_written(r"app\cards"),
            Some(RelPath::new("src/app/cards"))
        );
        assert_eq!(RelPath::new("src/app/a").below("src"), Some("app/a"));
        assert_eq!(RelPath::new("srcs/a").below("src"), None);
    }

    #[test]
    fn parents_are_listed_from_the_nearest() {
        assert!(RelPath::new("src/app/a").parents().eq(["src/app", "src"]));
        assert_eq!(RelPath::new("a").parents().count(), 0);
        assert_eq!(RelPath::new("").parents().count(), 0);
    }

    #[test]
    fn a_path_is_a_folder_and_a_name() {
        for (path, folder, name) in [
            ("src/app/a", "src/app", "a"),
            ("src/", "src", ""),
            ("a", "", "a"),
            ("", "", ""),
        ] {
            let path = RelPath::new(path);
            assert_eq!((path.folder(), path.file_name()), (folder, name));
        }
    }
}
