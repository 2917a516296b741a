//! `RelPath`, the key of every map: project-relative, separated by `/`, UTF-8, the same on every system.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// A path below the project folder, without `.` and `..`; the project folder itself is the empty path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct RelPath(Arc<str>);

impl RelPath {
    /// From text that is already relative and separated by `/`.
    pub fn new(path: impl AsRef<str>) -> RelPath {
        RelPath(Arc::from(path.as_ref()))
    }

    /// The path of a file from the project folder; `None` where the file lies elsewhere.
    pub fn relative(root: &Path, path: &Path) -> Option<RelPath> {
        let below = path.strip_prefix(root).ok()?;
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Some(RelPath::new(parts.join("/")))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, or the empty text for the project folder.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The folder that holds this path; the project folder holds itself.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What remains of this path below `folder`, or `None` when it lies elsewhere.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// `child` in this folder. `.` and empty parts vanish; `None` when `..` leads out of the project.
    pub fn join(&self, child: &str) -> Option<RelPath> {
        // Names of files, as they come from the disk.
        if !self.0.is_empty() && child.split('/').all(|part| !matches!(part, "" | "." | "..")) {
            return Some(RelPath::new([&self.0, "/", child].concat()));
        }
        let mut parts: Vec<&str> = self.0.split('/').filter(|part| !part.is_empty()).collect();
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

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_without_leaving_the_project() {
        let src = RelPath::new("src");
        assert_eq!(src.join("./app//cards"), Some(RelPath::new("src/app/cards")));
        assert_eq!(src.join(".."), Some(RelPath::new("")));
        assert_eq!(src.join("../.."), None);
        assert_eq!(RelPath::new("src/app/a").below("src"), Some("app/a"));
        assert_eq!(RelPath::new("srcs/a").below("src"), None);
        assert_eq!(RelPath::new("a").folder(), "");
    }
}
