//! Symbolic links in the path of a project. They are followed silently, so that one folder may have two paths.

use std::path::{Path, PathBuf};

use crate::Project;

/// A folder whose path leads through a link, and its target: both have the same contents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The path that the user gave.
    pub named: PathBuf,
    /// With all links resolved.
    pub real: PathBuf,
}

/// The link in the path of a project that was read by its absolute path, if there is one.
pub fn link_to(project: &Project) -> Option<Link> {
    let canonical = plain(&project.canonical_root);
    let (mut named, mut real) = (project.root.as_path(), canonical.as_path());
    if named == real || project.canonical_root.as_os_str().is_empty() {
        return None;
    }
    // Without the common end of the two paths, so that other folders behind the link are covered too.
    while named.file_name() == real.file_name()
        && let (Some(named_parent), Some(real_parent)) = (named.parent(), real.parent())
        && named_parent
            .canonicalize()
            .is_ok_and(|parent| plain(&parent) == real_parent)
    {
        (named, real) = (named_parent, real_parent);
    }
    Some(Link {
        named: named.to_owned(),
        real: real.to_owned(),
    })
}

impl Link {
    /// Whether it still leads to its target.
    pub fn is_there(&self) -> bool {
        self.named
            .canonicalize()
            .is_ok_and(|real| plain(&real) == self.real)
    }
}

/// A canonical path without the `\\?\` of Windows.
fn plain(real: &Path) -> PathBuf {
    let Some(text) = real.to_str() else {
        return real.to_owned();
    };
    match text.strip_prefix(r"\\?\") {
        Some(rest) => match rest.strip_prefix(r"UNC\") {
            Some(share) => PathBuf::from(format!(r"\\{share}")),
            None => PathBuf::from(rest),
        },
        None => real.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_paths_are_written_without_a_prefix() {
        for (real, written) in [
            (r"\\?\C:\a", r"C:\a"),
            (r"\\?\UNC\server\share", r"\\server\share"),
            ("/a/b", "/a/b"),
        ] {
            assert_eq!(plain(Path::new(real)), Path::new(written));
        }
    }
}
