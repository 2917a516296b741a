//! Folders above projects that have two paths, because a link leads to them: the workspace folder of one editor is the
//! link, another editor resolves it, and on macOS `/tmp` is `/private/tmp`. Each file has one path here, whichever the
//! client uses. Nothing here asks the disk: the loader tells of links. Those within a project are none of these.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use project::load::Link;

/// How often a path is replaced by another: links may lead to links.
const ROUNDS: usize = 4;

/// The links that are known.
#[derive(Default)]
pub(super) struct Links {
    /// The real paths of folders by the paths that lead through a link.
    real: BTreeMap<PathBuf, PathBuf>,
    /// By their real paths the folders that have another path here.
    shown: BTreeMap<PathBuf, PathBuf>,
}

impl Links {
    /// The one path of a file. Links that do not come to an end are as good as none: what was resolved stays as it is.
    pub(super) fn resolved(&self, path: &Path) -> PathBuf {
        let mut resolved = path.to_owned();
        for _ in 0..ROUNDS {
            let next = replaced(&self.shown, replaced(&self.real, resolved.clone()));
            if next == resolved {
                return resolved;
            }
            resolved = next;
        }
        path.to_owned()
    }

    /// Takes what was seen on the way to a folder that was read, and says whether it is new.
    pub(super) fn learn(&mut self, root: &Path, link: Option<Link>) -> bool {
        match link {
            Some(link) if self.real.get(&link.named) == Some(&link.real) => false,
            Some(link) => {
                self.real.insert(link.named, link.real);
                true
            }
            None => self.retain(|named| !root.starts_with(named)),
        }
    }

    /// Forgets links that are no longer there or lead elsewhere, and says whether there were any.
    pub(super) fn forget(&mut self, gone: &[Link]) -> bool {
        self.retain(|named| !gone.iter().any(|link| link.named == *named))
    }

    /// All of them.
    pub(super) fn known(&self) -> Vec<Link> {
        self.real
            .iter()
            .map(|(named, real)| Link {
                named: named.clone(),
                real: real.clone(),
            })
            .collect()
    }

    fn retain(&mut self, stays: impl Fn(&Path) -> bool) -> bool {
        let before = self.real.len();
        self.real.retain(|named, _| stays(named));
        self.real.len() < before
    }

    /// Chooses the path by which each folder is known: the real one if a workspace folder is named so, else one through a
    /// link that a workspace folder is named by, else the one that was used first. `roots`: the projects that are known.
    pub(super) fn choose<'r>(
        &mut self,
        folders: &[PathBuf],
        roots: impl Iterator<Item = &'r PathBuf> + Clone,
    ) {
        let is_used = |path: &Path| {
            folders
                .iter()
                .any(|folder| folder.starts_with(path) || path.starts_with(folder))
        };
        let mut shown: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
        for (named, real) in &self.real {
            let current = self.shown.get(real);
            let was_first = current.is_none() && roots.clone().any(|root| root.starts_with(real));
            if is_used(real) || was_first && !is_used(named) {
                continue;
            }
            let rank = |path: &PathBuf| (is_used(path), current == Some(path));
            if shown.get(real).is_none_or(|best| rank(best) < rank(named)) {
                shown.insert(real.clone(), named.clone());
            }
        }
        self.shown = shown;
    }
}

/// A path with its longest known beginning replaced, as often as there is one.
fn replaced(by: &BTreeMap<PathBuf, PathBuf>, path: PathBuf) -> PathBuf {
    if by.is_empty() {
        return path;
    }
    let mut path = path;
    for _ in 0..ROUNDS {
        let Some((old, new)) = path.ancestors().find_map(|folder| by.get_key_value(folder)) else {
            break;
        };
        let Ok(below) = path.strip_prefix(old) else {
            break;
        };
        // Joining nothing would leave a separator at the end.
        path = if below.as_os_str().is_empty() {
            new.clone()
        } else {
            new.join(below)
        };
    }
    path
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    fn links(known: &[(&str, &str)], folders: &[&str], roots: &[&str]) -> Links {
        let mut links = Links::default();
        for (named, real) in known {
            assert!(links.learn(
                Path::new(named),
                Some(Link {
                    named: named.into(),
                    real: real.into()
                })
            ));
        }
        choose(&mut links, folders, roots);
        links
    }

    fn choose(links: &mut Links, folders: &[&str], roots: &[&str]) {
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        links.choose(&paths(folders), paths(roots).iter());
    }

    fn resolved(links: &Links, path: &str) -> String {
        let once = links.resolved(Path::new(path));
        assert_eq!(
            links.resolved(&once),
            once,
            "a path that was resolved stays"
        );
        once.to_str().unwrap().to_owned()
    }

    #[test]
    fn a_workspace_folder_keeps_its_path() {
        let through_link = links(&[("/w/link", "/w/real")], &["/w/link"], &["/w/real"]);
        assert_eq!(resolved(&through_link, "/w/real/a"), "/w/link/a");
        assert_eq!(resolved(&through_link, "/w/link/a"), "/w/link/a");
        assert_eq!(resolved(&through_link, "/w/real"), "/w/link");
        assert_eq!(resolved(&through_link, "/w/reality"), "/w/reality");
        for folders in [&["/w/real"][..], &["/w/link", "/w/real"], &["/w"]] {
            let real = links(&[("/w/link", "/w/real")], folders, &["/w/link"]);
            assert_eq!(resolved(&real, "/w/link/a"), "/w/real/a", "{folders:?}");
        }
        let mac = links(&[("/tmp", "/private/tmp")], &["/tmp/shop"], &[]);
        assert_eq!(resolved(&mac, "/private/tmp/shop/a"), "/tmp/shop/a");
    }

    #[test]
    fn without_a_folder_the_first_path_stays() {
        let mut first = links(&[("/w/link", "/w/real")], &[], &["/w/real"]);
        assert_eq!(resolved(&first, "/w/link/a"), "/w/real/a");
        choose(&mut first, &["/w/link"], &["/w/real"]);
        assert_eq!(resolved(&first, "/w/real/a"), "/w/link/a");
        let mut link = links(&[("/w/one", "/w/real")], &[], &["/w/one"]);
        assert_eq!(resolved(&link, "/w/real/a"), "/w/one/a");
        assert!(link.learn(
            Path::new("/w/a-two"),
            Some(Link {
                named: "/w/a-two".into(),
                real: "/w/real".into()
            })
        ));
        choose(&mut link, &[], &["/w/one"]);
        assert_eq!(resolved(&link, "/w/a-two/a"), "/w/one/a");
    }

    #[test]
    fn links_that_lead_to_links_come_to_an_end() {
        let nested = links(
            &[
                ("/a/l", "/b"),
                ("/b/m", "/c"),
                ("/a/l/m", "/c"),
                ("/z", "/c"),
            ],
            &[],
            &[],
        );
        for path in ["/a/l/m/x", "/b/m/x", "/c/x", "/z/x", "/a/l/x", "/b/x"] {
            resolved(&nested, path);
        }
    }

    #[test]
    fn links_that_went_are_forgotten() {
        let mut known = links(
            &[("/w/link", "/w/real"), ("/tmp", "/private/tmp")],
            &["/w/link"],
            &[],
        );
        assert!(!known.forget(&[Link {
            named: "/w/other".into(),
            real: "/w/real".into()
        }]));
        assert!(known.forget(&[Link {
            named: "/w/link".into(),
            real: "/w/real".into()
        }]));
        choose(&mut known, &["/w/link"], &[]);
        assert_eq!(resolved(&known, "/w/real/a"), "/w/real/a");
        // A project was read there, and no link was seen.
        assert!(known.learn(Path::new("/tmp/p"), None));
        assert!(!known.learn(Path::new("/tmp/p"), None));
        assert_eq!(known.known(), []);
    }
}
