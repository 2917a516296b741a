//! Links on the way to a project. They are followed without a word, so that one folder may have two paths.

use std::path::{Path, PathBuf};

use crate::Project;

/// A folder that is a link, or that lies behind one, and what it really is: whatever is below one is below the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// As it was named.
    pub named: PathBuf,
    /// Without any link.
    pub real: PathBuf,
}

/// The link on the way to a project that was read by its absolute path, if there is one.
pub fn link_to(project: &Project) -> Option<Link> {
    let (mut named, real) = (project.root.as_path(), plain(&project.canonical_root));
    let mut real = real.as_path();
    if named == real || project.canonical_root.as_os_str().is_empty() {
        return None;
    }
    // As far up as the two have the same names, because of what else lies there.
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
    /// Whether it leads where it led.
    pub fn is_there(&self) -> bool {
        self.named
            .canonicalize()
            .is_ok_and(|real| plain(&real) == self.real)
    }
}

/// A real path as everybody writes it: on Windows it comes with `\\?\` before it.
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
    fn real_paths_are_written_as_everybody_does() {
        for (real, written) in [
            (r"\\?\C:\a", r"C:\a"),
            (r"\\?\UNC\server\share", r"\\server\share"),
            ("/a/b", "/a/b"),
        ] {
            assert_eq!(plain(Path::new(real)), Path::new(written));
        }
    }
}
