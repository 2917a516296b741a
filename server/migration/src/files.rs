//! Which files are part of a project.

use diagnostics::RelPath;

/// Whether npm installed the file.
pub(crate) fn is_installed(path: &RelPath) -> bool {
    path.parents()
        .any(|folder| folder == "node_modules" || folder.ends_with("/node_modules"))
}
