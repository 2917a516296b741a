//! Reads one file.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The default limit for the size of a file in bytes. Configuration files of projects have a few kilobytes.
pub const MAX_FILE_SIZE: u64 = 32 * 1024 * 1024;

/// The size of the buffer that a thread keeps. Nearly all configuration files fit; each page of it has to be cleared.
const KEPT: usize = 16 * 1024;

thread_local! {
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Reads a regular file of at most `limit` bytes. A file of the listing may have become a pipe, or grow while it is read; a
/// file of `/proc` has no size at all.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let length = read_into(open(path)?, limit, &mut bytes)?;
    bytes.truncate(length);
    Ok(bytes)
}

/// Whether a file has more bytes than a limit that no option raises.
pub fn is_over(path: &Path, limit: u64) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > limit)
}

/// [`read_file`] for an open file, into a buffer that the thread uses again.
pub(super) fn with_bytes<T>(
    file: File,
    limit: u64,
    parse: impl FnOnce(&[u8]) -> T,
) -> io::Result<T> {
    let mut buffer = BUFFER.take();
    if buffer.is_empty() {
        buffer = vec![0; KEPT];
    }
    let length = read_into(file, limit, &mut buffer)?;
    let parsed = parse(&buffer[..length]);
    if buffer.len() <= KEPT {
        BUFFER.set(buffer);
    }
    Ok(parsed)
}

/// Reads a file into the beginning of a buffer, which grows as required, and returns its length.
fn read_into(mut file: File, limit: u64, buffer: &mut Vec<u8>) -> io::Result<usize> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if metadata.len() > limit {
        return Err(too_large(metadata.len(), limit));
    }
    let expected = metadata.len() as usize;
    if buffer.len() <= expected {
        *buffer = vec![0; expected + 1];
    }
    let mut length = 0;
    loop {
        if length == buffer.len() {
            buffer.resize(2 * length, 0);
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => return Ok(length),
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if length as u64 > limit {
            return Err(too_large(limit + 1, limit));
        }
        // All that was expected, with room for more: a second call would only confirm the end.
        if length == expected {
            return Ok(length);
        }
    }
}

fn too_large(size: u64, limit: u64) -> io::Error {
    io::Error::other(format!(
        "file is {}, over the {} limit (raise it with `--max-file-size`)",
        size_text(size),
        size_text(limit)
    ))
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
pub(super) fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let without_waiting = rustix::fs::OFlags::NONBLOCK.bits();
    File::options()
        .read(true)
        .custom_flags(without_waiting.cast_signed())
        .open(path)
}

/// Other systems have no pipes in folders.
#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
