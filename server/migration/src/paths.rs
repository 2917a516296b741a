//! The files that components name, before and after the migration.

use diagnostics::{RelPath, path::is_absolute};

use crate::draft::Draft;

/// Folders of code that were written by hand in half-migrated components, whatever they were relative to (public
/// repositories of 2025 and 2026): the file with that name beside the component is meant.
const GUESSED: &[&str] = &["", "extensions", "app/extensions"];

/// A file that a component names.
pub(crate) struct Named {
    /// Its path after the migration.
    pub path: RelPath,
    pub exists: bool,
}

/// The file that `written` in `component` names. `target` is the path of the component after the migration. `None` for a path
/// outside of the project.
pub(crate) fn resolve(
    draft: &Draft<'_>,
    component: &RelPath,
    written: &str,
    target: &RelPath,
) -> Option<Named> {
    let src = &draft.inputs.src;
    // A path with `..` may leave the project from one of the two folders, and not from the other one.
    let absolute = src.join_written(written);
    let beside = RelPath::written_in(component.folder(), written);
    // A path that begins with a slash is relative to the source folder, any other one to the component.
    let candidates = if is_absolute(written) {
        [absolute, beside]
    } else {
        [beside, absolute]
    };
    let mut existing = candidates.iter().flatten();
    if let Some(path) = existing.find_map(|file| draft.after(file)) {
        return Some(Named { path, exists: true });
    }
    // What the same text names at the new place of the component.
    if !is_absolute(written)
        && let Some(moved) = RelPath::written_in(target.folder(), written)
        && let Some(path) = draft.after(&moved)
    {
        return Some(Named { path, exists: true });
    }
    let first = candidates.into_iter().flatten().next()?;
    let path = draft.layout.target(&first);
    let folder = RelPath::new(first.folder());
    let is_guessed = folder == *src
        || folder
            .below(src.as_str())
            .is_some_and(|folder| GUESSED.contains(&folder));
    if is_guessed {
        let beside = RelPath::new(target.folder()).join(path.file_name())?;
        if let Some(path) = draft.after(&beside) {
            return Some(Named { path, exists: true });
        }
    }
    Some(Named {
        path,
        exists: false,
    })
}
