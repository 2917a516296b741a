//! Writes the files that the user has named: reports and baselines.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::beside;

/// Puts what `write` writes in the place of a file: into a temporary file beside it, which takes its name when all of it
/// is on the disk. A link is followed. A device or pipe (`/dev/stdout`) is written to as it is.
pub fn atomically(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // What is there already keeps its permissions, and is found behind links.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let metadata = path.metadata().ok();
    if metadata
        .as_ref()
        .is_some_and(|metadata| !metadata.is_file() && !metadata.is_dir())
    {
        let mut file = BufWriter::new(std::fs::OpenOptions::new().write(true).open(&path)?);
        write(&mut file)?;
        return file.flush();
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = beside();
    if let Some(permissions) = permissions(metadata.map(|metadata| metadata.permissions())) {
        builder.permissions(permissions);
    }
    let mut file = BufWriter::new(builder.tempfile_in(folder)?);
    write(&mut file)?;
    let file = file.into_inner().map_err(|error| error.into_error())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Those of the file that is replaced, else those of any new file: temporary files are their owner's alone.
#[cfg(unix)]
fn permissions(old: Option<std::fs::Permissions>) -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(old.unwrap_or_else(|| std::fs::Permissions::from_mode(0o666)))
}

#[cfg(not(unix))]
fn permissions(_: Option<std::fs::Permissions>) -> Option<std::fs::Permissions> {
    None
}
