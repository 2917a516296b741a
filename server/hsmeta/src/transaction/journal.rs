//! The file that says what a run does and how far it has come. It is the lock of a run, too.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};

use super::WriteError;
use super::disk::{Disk, failed, private};
use super::steps::Steps;

/// Beside the source folder. HubSpot's tools ignore names that begin with a dot, git lists them.
pub(super) const NAME: &str = ".hsmeta-migration.json";
/// The folder of the files that are on their way.
pub(super) const FOLDER: &str = ".hsmeta-migration";
pub(super) const OLD: &str = ".hsmeta-migration/old";
pub(super) const NEW: &str = ".hsmeta-migration/new";
const FORMAT: u32 = 1;
/// In bytes: a million files.
const MAX_SIZE: u64 = 1 << 28;

const ABOUT: &[&str] = &[
    "`hsmeta migrate --write` was interrupted in this project. Run it again: it restores every file, or finishes if the last line of this file says `done`.",
    "By hand: a file of `moves` is at `from`, or at `to`, or in `.hsmeta-migration/old` with the path of `from`. A file of `replaced` is at its path or in that folder. One of `written` that is `inPlace` has its old text there, too.",
    "To restore: delete the files of `written` unless they are `inPlace`, then move every other file to its first path, then delete `.hsmeta-migration` and this file.",
    "If the last line says `done`, only the last step is left.",
];

/// The path of an original while it is on its way.
pub(super) fn old(path: &str) -> String {
    [OLD, "/", path].concat()
}

/// The path of a new text until it gets its own.
pub(super) fn new(path: &str) -> String {
    [NEW, "/", path].concat()
}

/// How far a run has come.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) enum Phase {
    /// Originals are being renamed into the folder.
    SettingAside,
    /// All of them are there, and get their new paths.
    Placing,
    /// All of them are there again, and get back their old paths.
    Restoring,
    Done,
}

/// A line after the steps.
#[derive(Serialize, Deserialize)]
struct Mark {
    phase: Phase,
}

#[derive(Serialize)]
struct Written<'s> {
    format: u32,
    about: &'s [&'s str],
    steps: &'s Steps,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

#[derive(Deserialize)]
struct Stored {
    steps: Steps,
}

/// A journal whose lock is held until it is dropped, or the process ends.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    /// `None` if it was interrupted before it was complete, and nothing has happened.
    pub(super) steps: Option<Steps>,
    pub(super) phase: Phase,
    /// Where the last line ends that is known to be on disk.
    length: u64,
    /// Whether more than that may be on disk.
    pub(super) is_torn: bool,
}

impl Journal {
    /// Creates and locks an empty one.
    pub(super) fn create(disk: &Disk) -> Result<Journal, WriteError> {
        disk.step(NAME)?;
        let opened =
            private(File::options().read(true).write(true).create_new(true)).open(disk.path(NAME));
        let file = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(WriteError::Unfinished);
            }
            Err(error) => return Err(failed("create", NAME)(error)),
        };
        lock(&file)?;
        // Between its creation and the lock, another run may have taken it for one of the past, and deleted it.
        if !is_at_its_path(disk, &file)? {
            return Err(WriteError::Busy);
        }
        Ok(Journal {
            file,
            steps: None,
            phase: Phase::SettingAside,
            length: 0,
            is_torn: false,
        })
    }

    /// Writes the steps.
    pub(super) fn begin(&mut self, disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
        if disk.exists(FOLDER)? {
            return Err(WriteError::Exists(FOLDER.to_owned()));
        }
        let written = Written {
            format: FORMAT,
            about: ABOUT,
            steps,
        };
        let text = serde_json::to_vec_pretty(&written)
            .map_err(io::Error::from)
            .map_err(failed("write", NAME))?;
        let (start, end) = text.split_at(text.len() / 2);
        self.write(disk, start)?;
        self.write(disk, end)?;
        self.length = text.len() as u64;
        self.sync(disk)?;
        disk.sync_folders([""]);
        Ok(())
    }

    /// Adds the line of a phase, which is on disk afterwards.
    pub(super) fn enter(&mut self, disk: &Disk, phase: Phase) -> Result<(), WriteError> {
        let text = serde_json::to_string(&Mark { phase })
            .map_err(io::Error::from)
            .map_err(failed("write", NAME))?;
        let line = format!("\n{text}\n");
        if let Err(error) = self
            .write(disk, line.as_bytes())
            .and_then(|()| self.sync(disk))
        {
            // What follows must not find a line that is only half there, or on disk by chance.
            self.is_torn = self.truncate(disk).is_err();
            return Err(error);
        }
        self.length += line.len() as u64;
        self.phase = phase;
        Ok(())
    }

    fn write(&mut self, disk: &Disk, bytes: &[u8]) -> Result<(), WriteError> {
        disk.step(NAME)?;
        self.file.write_all(bytes).map_err(failed("write", NAME))
    }

    fn sync(&self, disk: &Disk) -> Result<(), WriteError> {
        disk.step(NAME)?;
        self.file.sync_all().map_err(failed("write", NAME))
    }

    /// Removes what was written last.
    fn truncate(&mut self, disk: &Disk) -> Result<(), WriteError> {
        disk.step(NAME)?;
        self.file
            .set_len(self.length)
            .and_then(|()| self.file.seek(SeekFrom::End(0)))
            .and_then(|_| self.file.sync_all())
            .map_err(failed("write", NAME))
    }

    /// Opens, locks and reads that of an earlier run; `None` if it has ended meanwhile.
    pub(super) fn open(disk: &Disk) -> Result<Option<Journal>, WriteError> {
        match disk.metadata(NAME)? {
            None => return Ok(None),
            Some(metadata) if !metadata.is_file() => {
                return Err(WriteError::NotAFile(NAME.to_owned()));
            }
            Some(_) => {}
        }
        let opened = File::options().read(true).write(true).open(disk.path(NAME));
        let mut file = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("open", NAME)(error)),
        };
        lock(&file)?;
        if !is_at_its_path(disk, &file)? {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        (&mut file)
            .take(MAX_SIZE)
            .read_to_end(&mut bytes)
            .map_err(failed("read", NAME))?;
        let Contents {
            steps,
            phase,
            length,
        } = parse(&bytes)?;
        if steps.is_none() && disk.exists(FOLDER)? {
            return Err(WriteError::Journal("it is not complete".to_owned()));
        }
        let mut journal = Journal {
            file,
            steps,
            phase,
            length: length as u64,
            is_torn: false,
        };
        // Half of a line may follow, from a run that was killed while it wrote it.
        journal.truncate(disk)?;
        Ok(Some(journal))
    }

    pub(super) fn delete(self, disk: &Disk) -> Result<(), WriteError> {
        disk.step(NAME)?;
        fs::remove_file(disk.path(NAME)).map_err(failed("delete", NAME))?;
        disk.sync_folders([""]);
        Ok(())
    }
}

struct Contents {
    steps: Option<Steps>,
    phase: Phase,
    /// Where the last complete line ends.
    length: usize,
}

fn parse(bytes: &[u8]) -> Result<Contents, WriteError> {
    let unreadable = |error: serde_json::Error| WriteError::Journal(error.to_string());
    let mut read = Contents {
        steps: None,
        phase: Phase::SettingAside,
        length: 0,
    };
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<serde_json::Value>();
    while let Some(value) = values.next() {
        let value = match value {
            Ok(value) => value,
            Err(error) if error.is_eof() => break,
            Err(error) => return Err(unreadable(error)),
        };
        if read.steps.is_some() {
            let mark: Mark = serde_json::from_value(value).map_err(unreadable)?;
            read.phase = mark.phase;
        } else {
            let Format { format } = Format::deserialize(&value).map_err(unreadable)?;
            if format != FORMAT {
                let reason = format!("format {format} is that of another version of hsmeta");
                return Err(WriteError::Journal(reason));
            }
            let Stored { steps } = serde_json::from_value(value).map_err(unreadable)?;
            read.steps = Some(steps);
        }
        read.length = values.byte_offset();
    }
    Ok(read)
}

/// A system without locks cannot tell whether a run has ended; then it is taken for one that has.
fn lock(file: &File) -> Result<(), WriteError> {
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(WriteError::Busy),
        Err(fs::TryLockError::Error(_)) | Ok(()) => Ok(()),
    }
}

#[cfg(unix)]
fn is_at_its_path(disk: &Disk, file: &File) -> Result<bool, WriteError> {
    use std::os::unix::fs::MetadataExt;
    let open = file.metadata().map_err(failed("read", NAME))?;
    let named = disk.metadata(NAME)?;
    Ok(named.is_some_and(|named| (named.dev(), named.ino()) == (open.dev(), open.ino())))
}

/// Other systems keep the name of an open file.
#[cfg(not(unix))]
fn is_at_its_path(disk: &Disk, _: &File) -> Result<bool, WriteError> {
    disk.exists(NAME)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn the_last_complete_line_says_how_far_a_run_has_come() {
        let steps = Steps::default();
        let text = serde_json::to_string(&Written {
            format: FORMAT,
            about: ABOUT,
            steps: &steps,
        })
        .unwrap();
        for (rest, phase) in [
            ("", Phase::SettingAside),
            ("\n{\"phase\":\"pla", Phase::SettingAside),
            ("\n{\"phase\":\"placing\"}\n", Phase::Placing),
            (
                "\n{\"phase\":\"placing\"}\n{\"phase\":\"done\"}",
                Phase::Done,
            ),
        ] {
            let read = parse([&text, rest].concat().as_bytes()).unwrap();
            assert_eq!((read.steps.as_ref(), read.phase), (Some(&steps), phase));
        }
        for half in ["", "{\"format\": 1", "{\"format\": 1, \"steps\": {"] {
            assert!(parse(half.as_bytes()).unwrap().steps.is_none());
        }
        for other in ["{}", "[", "{\"format\": 2}", "x"] {
            let steps = parse(other.as_bytes()).map(|read| read.steps);
            assert!(steps.is_err() || other == "[", "{other}");
        }
    }
}
