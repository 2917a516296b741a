//! What projects made of a configuration, and whether that says anything: an ignore that left nothing out may be of use to
//! a project that was not checked.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;

/// What one project made of its configuration.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    /// The way to the project from the folder of `hsmeta.toml`; `None` for loose files, which may have been chosen by hand.
    pub folder: Option<RelPath>,
    /// The ignores that left something out, by their places in the list.
    pub ignores: BTreeSet<usize>,
    /// The names that the patterns of ignores do not stand for though they look like them: [`Glob::unescaped_name`].
    ///
    /// [`Glob::unescaped_name`]: super::Glob::unescaped_name
    pub unescaped_names: BTreeMap<usize, RelPath>,
    /// The names of its profiles.
    pub profiles: BTreeSet<String>,
    /// Whether every file could be read and understood. Where one could not, rules were silent about more than the file.
    pub is_sound: bool,
}

/// What all projects made of one configuration.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Usages {
    /// The projects that were checked.
    pub projects: Vec<Usage>,
    /// Whether these are all below the folder of `hsmeta.toml`.
    pub is_whole: bool,
}

impl Usages {
    /// Whether all that lies in `home`, or is it, was checked and understood, so that silence about it means something.
    pub fn is_fully_checked(&self, home: &RelPath) -> bool {
        let within = |path: &RelPath, folder: &RelPath| {
            path == folder || path.below(folder.as_str()).is_some()
        };
        let mut concerned = self
            .projects
            .iter()
            .filter(|project| match &project.folder {
                Some(folder) => within(home, folder) || within(folder, home),
                None => true,
            });
        let is_covered = || {
            let folders = self
                .projects
                .iter()
                .filter_map(|project| project.folder.as_ref());
            self.is_whole || folders.into_iter().any(|folder| within(home, folder))
        };
        concerned.all(|project| project.is_sound) && is_covered()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(folder: Option<&str>, is_sound: bool) -> Usage {
        Usage {
            folder: folder.map(RelPath::new),
            is_sound,
            ..Usage::default()
        }
    }

    #[test]
    fn silence_proves_something_only_where_everything_was_understood() {
        let proves = |projects: &[Usage], is_whole: bool, home: &str| {
            Usages {
                projects: projects.to_vec(),
                is_whole,
            }
            .is_fully_checked(&RelPath::new(home))
        };
        let (a, b) = (usage(Some("a"), true), usage(Some("b"), false));
        assert!(proves(std::slice::from_ref(&a), false, "a/src"));
        assert!(proves(&[a.clone(), b.clone()], false, "a/src"));
        assert!(
            !proves(std::slice::from_ref(&a), false, ""),
            "another project may lie below"
        );
        assert!(proves(std::slice::from_ref(&a), true, ""));
        assert!(
            !proves(&[a.clone(), b.clone()], true, ""),
            "b was not understood"
        );
        assert!(!proves(&[b], true, "b/src"));
        assert!(!proves(std::slice::from_ref(&a), false, "c"));
        assert!(!proves(&[usage(None, true)], false, ""));
        assert!(
            proves(&[usage(Some(""), true)], false, ""),
            "the project's own file"
        );
    }
}
