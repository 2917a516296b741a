//! Writes the files that the user has named: reports and baselines.

use std::fs::{OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::temporary_file;

/// Replaces a file with what `write` writes. Links are followed. A device or pipe (`/dev/stdout`) is written to directly.
pub(crate) fn atomically(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = path.metadata().ok();
    if let Some(old) = &old
        && !old.is_file()
        && !old.is_dir()
    {
        let mut file = BufWriter::new(OpenOptions::new().write(true).open(&path)?);
        write(&mut file)?;
        return file.flush();
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = temporary_file();
    if let Some(permissions) = permissions(old.map(|old| old.permissions())) {
        builder.permissions(permissions);
    }
    let mut file = BufWriter::new(builder.tempfile_in(folder)?);
    write(&mut file)?;
    let file = file.into_inner().map_err(|error| error.into_error())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Those of the old file, else the default: temporary files are readable by their owner only.
#[cfg(unix)]
fn permissions(old: Option<Permissions>) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(old.unwrap_or_else(|| Permissions::from_mode(0o666)))
}

#[cfg(not(unix))]
fn permissions(_: Option<Permissions>) -> Option<Permissions> {
    None
}
