//! Folders that have two paths, because a symbolic link leads to them: a workspace folder is a link
//! in one editor and resolved in another, and `/tmp` on macOS is `/private/tmp`. Each file is known
//! by one path, whichever the client uses. The loader finds the links, only those to the folders of
//! projects, not those inside of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use project::load::Link;

/// The maximum number of replacements, because links may lead to links.
const MAX_REPLACEMENTS: usize = 4;

#[derive(Default)]
pub(super) struct Symlinks {
    /// The real paths of folders by their paths through a link.
    real: BTreeMap<PathBuf, PathBuf>,
    /// The preferred paths of folders by their real paths, if these differ.
    preferred: BTreeMap<PathBuf, PathBuf>,
}

impl Symlinks {
    /// The path by which a file is known. In a cycle of links it is unchanged.
    pub(super) fn resolved(&self, path: &Path) -> PathBuf {
        let mut resolved = path.to_owned();
        for _ in 0..MAX_REPLACEMENTS {
            let real = replace_prefix(&self.real, resolved.clone());
            let next = replace_prefix(&self.preferred, real);
            if next == resolved {
                return resolved;
            }
            resolved = next;
        }
        path.to_owned()
    }

    /// Learns the link that the path of a project leads through. Returns whether that is new.
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

    /// Forgets removed links. Returns whether there were any.
    pub(super) fn forget(&mut self, removed: &[Link]) -> bool {
        self.retain(|named| !removed.iter().any(|link| link.named == *named))
    }

    pub(super) fn known(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for (named, real) in &self.real {
            links.push(Link {
                named: named.clone(),
                real: real.clone(),
            });
        }
        links
    }

    /// Returns whether any link was removed.
    fn retain(&mut self, is_kept: impl Fn(&Path) -> bool) -> bool {
        let count = self.real.len();
        self.real.retain(|named, _| is_kept(named));
        self.real.len() < count
    }

    /// Chooses the preferred path of each folder: the real one if a workspace folder uses it, else
    /// one through a link that a workspace folder uses, else the one that was used first. `roots`:
    /// the folders of the known projects.
    pub(super) fn choose<'r>(
        &mut self,
        folders: &[PathBuf],
        roots: impl Iterator<Item = &'r PathBuf> + Clone,
    ) {
        let mut preferred: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
        for (named, real) in &self.real {
            let current = self.preferred.get(real);
            let was_first = current.is_none() && roots.clone().any(|root| root.starts_with(real));
            if is_used(real, folders) || was_first && !is_used(named, folders) {
                continue;
            }
            let rank = |path: &PathBuf| (is_used(path, folders), current == Some(path));
            match preferred.get(real) {
                Some(best) if rank(best) >= rank(named) => {}
                _ => {
                    preferred.insert(real.clone(), named.clone());
                }
            }
        }
        self.preferred = preferred;
    }
}

/// Whether the path of a workspace folder leads through `path`, or `path` is in a workspace folder.
fn is_used(path: &Path, folders: &[PathBuf]) -> bool {
    folders
        .iter()
        .any(|folder| folder.starts_with(path) || path.starts_with(folder))
}

/// Replaces the longest known prefix of a path, repeatedly.
fn replace_prefix(replacements: &BTreeMap<PathBuf, PathBuf>, mut path: PathBuf) -> PathBuf {
    if replacements.is_empty() {
        return path;
    }
    for _ in 0..MAX_REPLACEMENTS {
        let Some((old, new)) = path
            .ancestors()
            .find_map(|folder| replacements.get_key_value(folder))
        else {
            break;
        };
        let Ok(below) = path.strip_prefix(old) else {
            break;
        };
        // Joining an empty path would append a separator.
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

    fn links(known: &[(&str, &str)], folders: &[&str], roots: &[&str]) -> Symlinks {
        let mut links = Symlinks::default();
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

    fn choose(links: &mut Symlinks, folders: &[&str], roots: &[&str]) {
        links.choose(&paths(folders), paths(roots).iter());
    }

    fn paths(paths: &[&str]) -> Vec<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    fn resolved(links: &Symlinks, path: &str) -> String {
        let once = links.resolved(Path::new(path));
        assert_eq!(
            links.resolved(&once),
            once,
            "resolving again changes nothing"
        );
        once.to_str().unwrap().to_owned()
    }

    #[test]
    fn the_path_of_a_workspace_folder_is_preferred() {
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
    fn without_a_workspace_folder_the_first_path_is_preferred() {
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
    fn resolving_links_to_links_terminates() {
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
    fn removed_links_are_forgotten() {
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
        // A project was read there without a link.
        assert!(known.learn(Path::new("/tmp/p"), None));
        assert!(!known.learn(Path::new("/tmp/p"), None));
        assert_eq!(known.known(), []);
    }
}
