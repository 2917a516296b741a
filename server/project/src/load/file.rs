//! Reads one file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The default limit for the size of a file in bytes. Configuration files of projects have a few kilobytes.
pub const MAX_FILE_SIZE: u64 = 32 * 1024 * 1024;

/// Reads a regular file of at most `limit` bytes. A file of the listing may have become a pipe, or grow while it is read; a
/// file of `/proc` has no size at all.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let mut bytes = Vec::new();
    if metadata.len() <= limit {
        bytes.reserve_exact(metadata.len() as usize + 1);
        file.take(limit + 1).read_to_end(&mut bytes)?;
    }
    let size = metadata.len().max(bytes.len() as u64);
    if size > limit {
        return Err(io::Error::other(format!(
            "file is {}, over the {} limit (raise it with `--max-file-size`)",
            size_text(size),
            size_text(limit)
        )));
    }
    Ok(bytes)
}

/// A size in the largest unit that expresses it exactly, so that a size over the limit never looks like the limit.
fn size_text(bytes: u64) -> String {
    for (unit, name) in [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")] {
        if bytes >= unit && bytes.is_multiple_of(unit) {
            return format!("{} {name}", bytes / unit);
        }
    }
    format!("{bytes} bytes")
}

/// Opens a file to read it, without waiting for the writer of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let without_waiting = rustix::fs::OFlags::NONBLOCK.bits();
    File::options()
        .read(true)
        .custom_flags(without_waiting.cast_signed())
        .open(path)
}

/// Other systems have no pipes in folders.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
