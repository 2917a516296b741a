//! A folder by its descriptor, on Linux.

use std::fs::File;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RawDir, openat, statat};

use super::{Kind, Listed, Target};

const FOLDER: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::CLOEXEC);

/// Without waiting for the writer of a pipe.
const FILE: OFlags = OFlags::RDONLY
    .union(OFlags::NONBLOCK)
    .union(OFlags::CLOEXEC);

/// Room for the entries that the kernel lists at once. Most folders fit.
const LISTING_SIZE: usize = 16 * 1024;

/// The levels of folders that are descriptors. Those of a walk are open together, and a process may have only 1,024.
pub(super) const MAX_LEVELS: u8 = 8;

pub(super) struct Descriptor {
    fd: OwnedFd,
    /// 1 for a folder that was opened by its path.
    level: u8,
}

impl Descriptor {
    pub(super) fn open(path: &Path) -> io::Result<Descriptor> {
        Ok(Descriptor {
            fd: openat(CWD, path, FOLDER, Mode::empty())?,
            level: 1,
        })
    }

    /// Whether its folders may be descriptors too.
    pub(super) fn may_be_entered(&self) -> bool {
        self.level < MAX_LEVELS
    }

    pub(super) fn enter(&self, name: &str) -> io::Result<Descriptor> {
        Ok(Descriptor {
            fd: openat(&self.fd, name, FOLDER, Mode::empty())?,
            level: self.level + 1,
        })
    }

    // Not inlined: the buffer must be gone from the stack when the folders below are read. On the heap it would take more
    // than half of the instructions of a listing.
    #[inline(never)]
    pub(super) fn list(&self) -> io::Result<Vec<Listed>> {
        let mut buffer = [const { MaybeUninit::uninit() }; LISTING_SIZE];
        let mut entries = RawDir::new(&self.fd, &mut buffer);
        let mut listed = Vec::new();
        while let Some(entry) = entries.next() {
            let entry = entry?;
            let name = entry.file_name();
            if matches!(name.to_bytes(), b"." | b"..") {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not say.
                FileType::Unknown => match statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW) {
                    Ok(stat) => kind(FileType::from_raw_mode(stat.st_mode)),
                    Err(_) => Kind::Other,
                },
                known => kind(known),
            };
            listed.push(Listed {
                name: name.to_string_lossy().into_owned(),
                kind,
            });
        }
        Ok(listed)
    }

    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        Ok(File::from(openat(&self.fd, name, FILE, Mode::empty())?))
    }

    pub(super) fn target(&self, name: &str) -> io::Result<Target> {
        let stat = statat(&self.fd, name, AtFlags::empty())?;
        Ok(Target {
            kind: kind(FileType::from_raw_mode(stat.st_mode)),
            size: stat.st_size.unsigned_abs(),
        })
    }
}

fn kind(file_type: FileType) -> Kind {
    match file_type {
        FileType::Directory => Kind::Folder,
        FileType::RegularFile => Kind::File,
        FileType::Symlink => Kind::Link,
        _ => Kind::Other,
    }
}
