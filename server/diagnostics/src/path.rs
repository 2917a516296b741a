//! `RelPath`, the key of every map: project-relative, separated by `/`, UTF-8, the same on every system.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

/// A path below the project folder, without `.` and `..`; the project folder itself is the empty path.
/// Compared and hashed as its text, so that a map finds it by a `&str`.
#[derive(Clone, Debug, Default)]
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
        below(&self.text, folder)
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
        RelPath::written_in(&self.text, child)
    }

    /// `child` in this folder, without `.` and empty parts; `None` if `..` leaves the project.
    pub fn join(&self, child: &str) -> Option<RelPath> {
        RelPath::in_folder(&self.text, child)
    }

    /// [`RelPath::join_written`] for the text of a folder.
    pub fn written_in(folder: &str, child: &str) -> Option<RelPath> {
        if child.contains('\\') {
            RelPath::in_folder(folder, &child.replace('\\', "/"))
        } else {
            RelPath::in_folder(folder, child)
        }
    }

    /// [`RelPath::join`] for the text of a folder.
    pub fn in_folder(folder: &str, child: &str) -> Option<RelPath> {
        let plain = child.trim_start_matches('/');
        // Nothing to normalize, as in nearly all paths.
        if !folder.is_empty()
            && plain
                .split('/')
                .all(|part| !matches!(part, "" | "." | ".."))
        {
            return Some(RelPath::new([folder, "/", plain].concat()));
        }
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
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

/// A path relative to `folder`; `None` if it is not below it.
pub fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
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

impl Borrow<str> for RelPath {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for RelPath {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for RelPath {
    fn eq(&self, other: &RelPath) -> bool {
        self.text == other.text
    }
}

impl Eq for RelPath {}

impl PartialOrd for RelPath {
    fn partial_cmp(&self, other: &RelPath) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RelPath {
    fn cmp(&self, other: &RelPath) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for RelPath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
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
