//! Which parts of a configuration had an effect, and whether the absence of an effect is conclusive: an ignore that
//! suppressed nothing may be required by a project that was not checked.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;

/// Which parts of its configuration had an effect on one project.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    /// The project relative to the folder of `hsmeta.toml`; `None` for loose files, which may have been chosen by hand.
    pub folder: Option<RelPath>,
    /// The indices of the ignores that suppressed something.
    pub ignores: BTreeSet<usize>,
    /// The names that patterns spell without matching them, by the index of the ignore: [`Glob::unescaped_name`].
    ///
    /// [`Glob::unescaped_name`]: super::Glob::unescaped_name
    pub unescaped_names: BTreeMap<usize, RelPath>,
    /// The names of the project's profiles.
    pub profiles: BTreeSet<String>,
    /// Whether every file could be parsed. If not, rules may have missed problems in other files too.
    pub is_sound: bool,
}

/// Which parts of one configuration had an effect on any project.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Usages {
    /// Of the projects that were checked.
    pub projects: Vec<Usage>,
    /// Whether these are all projects below the folder of `hsmeta.toml`.
    pub is_whole: bool,
}

impl Usages {
    /// Whether everything at or below `base` was checked and could be parsed, so that the absence of an effect is conclusive.
    pub fn is_fully_checked(&self, base: &RelPath) -> bool {
        let mut is_covered = self.is_whole;
        for project in &self.projects {
            let is_concerned = match &project.folder {
                Some(folder) => {
                    let contains_base = is_within(base, folder);
                    is_covered |= contains_base;
                    contains_base || is_within(folder, base)
                }
                None => true,
            };
            if is_concerned && !project.is_sound {
                return false;
            }
        }
        is_covered
    }
}

fn is_within(path: &RelPath, folder: &RelPath) -> bool {
    path == folder || path.below(folder.as_str()).is_some()
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
    fn only_what_was_checked_and_parsed_proves_that_an_ignore_is_unused() {
        let proves = |projects: &[Usage], is_whole: bool, base: &str| {
            Usages {
                projects: projects.to_vec(),
                is_whole,
            }
            .is_fully_checked(&RelPath::new(base))
        };
        let (a, b) = (usage(Some("a"), true), usage(Some("b"), false));
        assert!(proves(std::slice::from_ref(&a), false, "a/src"));
        assert!(proves(&[a.clone(), b.clone()], false, "a/src"));
        assert!(
            !proves(std::slice::from_ref(&a), false, ""),
            "there may be another project below"
        );
        assert!(proves(std::slice::from_ref(&a), true, ""));
        assert!(
            !proves(&[a.clone(), b.clone()], true, ""),
            "b could not be parsed"
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
