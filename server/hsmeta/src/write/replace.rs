//! Puts fixed texts in the place of project files. Links are never followed, and what changed since it was read is left
//! alone. Between the last look and the rename lies one system call.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::beside;
use diagnostics::RelPath;
use project::load;

/// A text and what is to stand in its place.
pub struct Change<'t> {
    pub file: &'t RelPath,
    /// What was read.
    pub old: &'t str,
    pub new: &'t str,
}

/// Why a file was not written, in words.
type Reason = String;

const CHANGED: &str = "it has changed since it was read";

/// Writes files of the project in `root`. Returns those that could not be written, with the reasons; they are as they were.
pub fn replace<'t>(root: &Path, changes: &[Change<'t>]) -> Vec<(&'t RelPath, Reason)> {
    let mut folders = BTreeSet::new();
    let mut failed = Vec::new();
    for change in changes {
        match Prepared::new(root, change).and_then(Prepared::finish) {
            Ok(folder) => drop(folders.insert(folder)),
            // A file of two projects was mended while the other one was looked at.
            Err(_) if is_written(root, change) => {}
            Err(reason) => failed.push((change.file, reason)),
        }
    }
    folders.iter().for_each(|folder| sync_folder(folder));
    failed
}

/// Whether a file is as it should be already.
fn is_written(root: &Path, change: &Change<'_>) -> bool {
    folder(root, change.file)
        .and_then(|folder| look(&folder.join(change.file.file_name()), change.new))
        .is_ok()
}

/// A new text that lies beside its file.
struct Prepared<'t> {
    temporary: NamedTempFile,
    target: PathBuf,
    folder: PathBuf,
    found: Metadata,
    old: &'t str,
}

impl<'t> Prepared<'t> {
    /// Looks at the file and writes the new text beside it.
    fn new(root: &Path, change: &Change<'t>) -> Result<Prepared<'t>, Reason> {
        let folder = folder(root, change.file)?;
        let target = folder.join(change.file.file_name());
        let found = look(&target, change.old)?;
        if found.permissions().readonly() {
            return Err("it is read-only".to_owned());
        }
        let temporary = temporary(&folder, &found, change.new).map_err(words)?;
        Ok(Prepared {
            temporary,
            target,
            folder,
            found,
            old: change.old,
        })
    }

    /// Puts the new text in the place of the file, if that is still the file that was read. Returns its folder.
    fn finish(self) -> Result<PathBuf, Reason> {
        let found = look(&self.target, self.old)?;
        if identity(&found) != identity(&self.found) {
            return Err(CHANGED.to_owned());
        }
        self.temporary
            .persist(&self.target)
            .map_err(|failure| words(failure.error))?;
        Ok(self.folder)
    }
}

/// The folder of a file as it really is; an error where a link within the project leads there.
fn folder(root: &Path, file: &RelPath) -> Result<PathBuf, Reason> {
    let root = root.canonicalize().map_err(words)?;
    let named = root.join(file.folder());
    let real = named.canonicalize().map_err(words)?;
    // `join` with an empty name ends in a separator, which makes no difference here.
    if real == named {
        Ok(real)
    } else {
        Err("a symbolic link leads to it".to_owned())
    }
}

/// Looks at a file, which has to be a regular one with the text `old`.
fn look(path: &Path, old: &str) -> Result<Metadata, Reason> {
    let found = fs::symlink_metadata(path).map_err(words)?;
    if !found.is_file() {
        return Err("it is no regular file any more".to_owned());
    }
    // The length first: what the file has become may be of any size.
    let length = old.len() as u64;
    if found.len() != length || load::read_file(path, length).map_err(words)? != old.as_bytes() {
        return Err(CHANGED.to_owned());
    }
    Ok(found)
}

/// A new file with a text, on the disk for certain, that looks as `like` does.
fn temporary(folder: &Path, like: &Metadata, text: &str) -> io::Result<NamedTempFile> {
    let mut temporary = beside().tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    keep_owner(temporary.as_file(), like)?;
    temporary.as_file().set_permissions(like.permissions())?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Gives a file the owner and the group of another: in a container everything belongs to root, and would from then on.
#[cfg(unix)]
fn keep_owner(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = file.metadata()?;
    if (own.uid(), own.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), Some(like.gid()))
}

/// Elsewhere a new file belongs to whom its folder belongs.
#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// What tells a file from another one of the same name.
#[cfg(unix)]
fn identity(found: &Metadata) -> impl PartialEq + use<> {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Elsewhere the text has to tell.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> impl PartialEq + use<> {}

/// Makes a rename last through a loss of power. Not every system can; the text is whole without it too.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn words(error: io::Error) -> Reason {
    error.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    const OLD: &str = "{\"a\": 1,}";
    const NEW: &str = "{\"a\": 1}";

    /// A folder with one file, which somebody touches while a new text lies beside it already; what the file then says, and
    /// why it was not replaced.
    fn meanwhile(touch: impl Fn(&Path)) -> (String, Option<Reason>) {
        let folder = tempfile::tempdir().unwrap();
        let file = RelPath::new("src/a-hsmeta.json");
        let path = folder.path().join(file.as_str());
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(&path, OLD).unwrap();
        let change = Change {
            file: &file,
            old: OLD,
            new: NEW,
        };
        let prepared = Prepared::new(folder.path(), &change).unwrap();
        let names = || {
            fs::read_dir(path.parent().unwrap())
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
        };
        let beside: Vec<_> = names().filter(|name| name != "a-hsmeta.json").collect();
        let is_hidden = |name: &std::ffi::OsString| {
            let name = name.to_string_lossy();
            name.starts_with(".hsmeta-") && name.ends_with(".tmp")
        };
        assert!(
            beside.len() == 1 && beside.iter().all(is_hidden),
            "{beside:?}"
        );
        touch(&path);
        let reason = prepared.finish().err();
        assert!(
            !names().any(|name| is_hidden(&name)),
            "a temporary file is left behind"
        );
        (fs::read_to_string(&path).unwrap_or_default(), reason)
    }

    #[test]
    fn what_is_as_it_was_is_replaced() {
        assert_eq!(meanwhile(|_| ()), (NEW.to_owned(), None));
    }

    #[test]
    fn what_changed_meanwhile_is_left_alone() {
        let changed = Some(CHANGED.to_owned());
        let same_length = OLD.replace('1', "2");
        assert_eq!(
            meanwhile(|path| fs::write(path, &same_length).unwrap()),
            (same_length.clone(), changed.clone())
        );
        assert_eq!(
            meanwhile(|path| fs::write(path, "longer than before").unwrap()).1,
            changed
        );
        let (text, reason) = meanwhile(|path| fs::remove_file(path).unwrap());
        assert!(text.is_empty() && reason.is_some());
    }

    #[cfg(unix)]
    #[test]
    fn another_file_or_a_link_in_its_place_is_left_alone() {
        let other = |path: &Path| {
            fs::write(path.with_extension("new"), OLD).unwrap();
            fs::rename(path.with_extension("new"), path).unwrap();
        };
        assert_eq!(meanwhile(other), (OLD.to_owned(), Some(CHANGED.to_owned())));
        let link = |path: &Path| {
            fs::rename(path, path.with_extension("real")).unwrap();
            std::os::unix::fs::symlink(path.with_extension("real"), path).unwrap();
        };
        let (text, reason) = meanwhile(link);
        assert!(text == OLD && reason.is_some_and(|reason| reason.contains("regular file")));
    }

    #[test]
    fn a_file_that_says_it_already_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let file = RelPath::new("a-hsmeta.json");
        fs::write(folder.path().join(file.as_str()), NEW).unwrap();
        assert_eq!(
            replace(
                folder.path(),
                &[Change {
                    file: &file,
                    old: OLD,
                    new: NEW
                }]
            ),
            []
        );
        let failed = replace(
            folder.path(),
            &[Change {
                file: &file,
                old: OLD,
                new: "{}",
            }],
        );
        assert_eq!(failed, [(&file, CHANGED.to_owned())]);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_project() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("a-hsmeta.json"), OLD).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("src")).unwrap();
        let file = RelPath::new("src/a-hsmeta.json");
        let failed = replace(
            folder.path(),
            &[Change {
                file: &file,
                old: OLD,
                new: NEW,
            }],
        );
        assert_eq!(failed.len(), 1);
        assert_eq!(
            fs::read_to_string(outside.path().join("a-hsmeta.json")).unwrap(),
            OLD
        );
        // The project itself may be behind a link: that is how the user named it.
        std::os::unix::fs::symlink(outside.path(), folder.path().join("project")).unwrap();
        let file = RelPath::new("a-hsmeta.json");
        assert_eq!(
            replace(
                &folder.path().join("project"),
                &[Change {
                    file: &file,
                    old: OLD,
                    new: NEW
                }]
            ),
            []
        );
    }
}
