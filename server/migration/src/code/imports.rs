//! Relative imports whose file is elsewhere after the migration. Folders move as a whole, so only a file that moves alone, or
//! imports from another folder, has one.

use catalog::SOURCE_ENDINGS;
use diagnostics::{RelPath, Span};
use source::SourceFacts;

use crate::draft::Draft;

/// The imports of a file that find nothing after the migration, with the new paths of what they found before.
pub(super) fn broken(
    draft: &Draft<'_>,
    path: &RelPath,
    facts: &SourceFacts,
) -> Vec<(Span, RelPath)> {
    let target = draft.layout.target(path);
    let mut broken = Vec::new();
    for import in &facts.imports {
        let Some(specifier) = &import.specifier else {
            continue;
        };
        if !specifier.starts_with('.') {
            continue;
        }
        let Some(file) = imported(draft, path, specifier) else {
            continue;
        };
        // The same specifier leads to the same file if both moved in the same way.
        let after = draft.layout.target(&file);
        let ending = file.as_str().len() - import_length(path, specifier, &file);
        let expected = RelPath::in_folder(target.folder(), specifier);
        let is_found = expected.is_some_and(|expected| {
            after
                .as_str()
                .strip_prefix(expected.as_str())
                .is_some_and(|rest| rest.len() == ending)
        });
        if !is_found {
            broken.push((import.span, after));
        }
    }
    broken
}

/// The length of the path that a specifier writes, without what the bundler adds.
fn import_length(path: &RelPath, specifier: &str, file: &RelPath) -> usize {
    match RelPath::in_folder(path.folder(), specifier) {
        Some(written) => written.as_str().len().min(file.as_str().len()),
        None => 0,
    }
}

/// The file that an import finds: as it is written, with an ending, or the index of a folder.
fn imported(draft: &Draft<'_>, path: &RelPath, specifier: &str) -> Option<RelPath> {
    let written = RelPath::in_folder(path.folder(), specifier)?;
    let files = &draft.inputs.project;
    if files.contains(written.as_str()) {
        return Some(written);
    }
    for middle in ["", "/index"] {
        for ending in SOURCE_ENDINGS {
            let file = RelPath::new(format!("{written}{middle}{ending}"));
            if files.contains(file.as_str()) {
                return Some(file);
            }
        }
    }
    None
}
