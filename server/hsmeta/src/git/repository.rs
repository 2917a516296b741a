//! Commits of a repository, and the files in them. Nothing is checked out: a name that a user passes, and what a tree says,
//! is only ever compared and printed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use diagnostics::message;
use project::load;

use super::GitError;
use super::program::Git;

/// The repository that a folder is in.
pub(crate) struct Repository {
    git: Git,
    /// The folder of its work tree, as git names files from.
    pub(crate) top: PathBuf,
}

/// A commit by its full name.
#[derive(Clone, Debug)]
pub(crate) struct Commit(String);

/// A file, link or submodule in a commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TreeEntry {
    pub(crate) kind: EntryKind,
    /// The name of its content.
    pub(crate) id: String,
    /// From the folder of the work tree.
    pub(crate) path: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum EntryKind {
    File,
    Link,
    Submodule,
}

impl Repository {
    /// The repository of a folder, by its canonical path; `None` outside of any.
    pub(crate) fn of(folder: &Path) -> Result<Option<Repository>, GitError> {
        let Some(top) = load::repository_of(folder) else {
            return Ok(None);
        };
        let Some(git) = Git::new(top)? else {
            return Ok(None);
        };
        // Git may take a parent folder: an empty folder `.git` is no repository.
        let depth = git.prefix.iter().filter(|&&byte| byte == b'/').count();
        let top = top.ancestors().nth(depth).unwrap_or(top).to_owned();
        Ok(Some(Repository { git, top }))
    }

    /// The commit that a branch, a tag or another name leads to.
    pub(crate) fn commit(&self, reference: &str) -> Result<Commit, GitError> {
        if reference.is_empty() {
            return Err(GitError::NoReference);
        }
        if is_name(reference) {
            let name = format!("{reference}^{{commit}}");
            let asked = ["rev-parse", "--verify", "--end-of-options", &name];
            match self.git.ask(&asked) {
                Ok(printed) => {
                    let printed = String::from_utf8_lossy(&printed);
                    let id = printed.trim_end();
                    // Not `^abc`, which names all but a commit.
                    if is_id(id) {
                        return Ok(Commit(id.to_owned()));
                    }
                }
                Err(GitError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let shown = message::quoted(reference);
        if is_name(reference) && self.git.is_shallow {
            Err(GitError::NotInShallowClone { reference: shown })
        } else {
            Err(GitError::NoCommit { reference: shown })
        }
    }

    /// What a commit has in a folder, and below it; the empty path is the whole commit.
    pub(crate) fn list(&self, commit: &Commit, folder: &str) -> Result<Vec<TreeEntry>, GitError> {
        let mut asked = vec!["ls-tree", "-r", "-z", "--full-tree", &commit.0, "--"];
        if !folder.is_empty() {
            asked.push(folder);
        }
        Ok(entries(&self.git.ask(&asked)?))
    }

    /// Which of these paths are links or submodules in a commit.
    pub(crate) fn links(
        &self,
        commit: &Commit,
        paths: &[&str],
    ) -> Result<Vec<TreeEntry>, GitError> {
        let mut asked = vec!["ls-tree", "-z", "--full-tree", &commit.0, "--"];
        asked.extend(paths);
        let mut links = entries(&self.git.ask(&asked)?);
        links.retain(|entry| entry.kind != EntryKind::File && paths.contains(&&*entry.path));
        Ok(links)
    }

    /// The sizes of contents, without reading them. Those that a partial clone lacks are left out.
    pub(crate) fn sizes(&self, ids: &BTreeSet<String>) -> Result<BTreeMap<String, u64>, GitError> {
        let mut sizes = BTreeMap::new();
        if ids.is_empty() {
            return Ok(sizes);
        }
        let printed = self
            .git
            .ask_about(&["cat-file", "--batch-check"], lines(ids))?;
        for line in String::from_utf8_lossy(&printed).lines() {
            if let Some((id, size)) = id_and_size(line) {
                sizes.insert(id.to_owned(), size);
            }
        }
        Ok(sizes)
    }

    /// Contents by their names, all of them read in one call.
    pub(crate) fn contents(
        &self,
        ids: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, Vec<u8>>, GitError> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let printed = self.git.ask_about(&["cat-file", "--batch"], lines(ids))?;
        Ok(contents(&printed))
    }
}

impl Commit {
    /// As git shows it to people.
    pub(crate) fn short(&self) -> &str {
        self.0.get(..7).unwrap_or(&self.0)
    }
}

/// Whether a text can name a commit. One that begins with `:` names a file, or searches messages, as `^{/` does: a pattern can
/// take all memory.
fn is_name(reference: &str) -> bool {
    !reference.is_empty()
        && !reference.contains(char::is_control)
        && !reference.starts_with(':')
        && !reference.contains("^{/")
}

fn is_id(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn lines(ids: &BTreeSet<String>) -> String {
    let mut lines = String::new();
    for id in ids {
        lines.push_str(id);
        lines.push('\n');
    }
    lines
}

/// `<mode> <type> <id>\t<path>\0` for each entry. Names that are not UTF-8 get another name, by which nothing is looked up.
fn entries(listed: &[u8]) -> Vec<TreeEntry> {
    let mut entries = Vec::new();
    for entry in listed.split(|&byte| byte == 0) {
        let entry = String::from_utf8_lossy(entry);
        let Some((about, path)) = entry.split_once('\t') else {
            continue;
        };
        let mut fields = about.split(' ');
        let (Some(mode), Some(_), Some(id)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let kind = match mode {
            "120000" => EntryKind::Link,
            "160000" => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        entries.push(TreeEntry {
            kind,
            id: id.to_owned(),
            path: path.to_owned(),
        });
    }
    entries
}

/// `<id> blob <size>`, not `<id> missing`.
fn id_and_size(line: &str) -> Option<(&str, u64)> {
    let mut fields = line.split(' ');
    let id = fields.next()?;
    if fields.next()? != "blob" {
        return None;
    }
    Some((id, fields.next()?.parse().ok()?))
}

/// `<id> blob <size>\n<content>\n` for each content.
fn contents(printed: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut contents = BTreeMap::new();
    let mut rest = printed;
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let (line, after) = rest.split_at(end);
        let after = after.get(1..).unwrap_or_default();
        rest = after;
        let line = String::from_utf8_lossy(line);
        let Some((id, size)) = id_and_size(&line) else {
            continue;
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let Some(content) = after.get(..size) else {
            break;
        };
        contents.insert(id.to_owned(), content.to_owned());
        rest = after.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    contents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_tree_may_have_any_character() {
        let listed =
            b"100644 blob aa\tsrc/a\tb\n c.json\x00120000 blob bb\tlink\x00160000 commit cc\tsub\0";
        let entries = entries(listed);
        let found: Vec<_> = entries
            .iter()
            .map(|entry| (entry.kind, entry.id.as_str(), entry.path.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (EntryKind::File, "aa", "src/a\tb\n c.json"),
                (EntryKind::Link, "bb", "link"),
                (EntryKind::Submodule, "cc", "sub"),
            ]
        );
    }

    #[test]
    fn contents_may_look_like_their_heads() {
        let printed = b"aa blob 12\naa blob 3\nx\n\nbb missing\ncc blob 0\n\ndd blob 99\nx";
        let contents = contents(printed);
        let found: Vec<_> = contents
            .iter()
            .map(|(id, content)| (id.as_str(), content.as_slice()))
            .collect();
        assert_eq!(found, [("aa", &b"aa blob 3\nx\n"[..]), ("cc", b"")]);
    }

    #[test]
    fn what_is_not_the_name_of_a_commit_is_refused() {
        let id = "0123456789abcdef0123456789abcdef01234567";
        assert!(is_id(id));
        assert!(!is_id(&format!("^{id}")));
        assert!(!is_id("HEAD"));
        for reference in ["", "a\nb", ":/((a{1,255}){1,255}){1,255}", "HEAD^{/a}"] {
            assert!(!is_name(reference), "{reference}");
        }
        assert!(is_name("origin/main@{1 day ago}~2"));
    }
}
