//! Relative imports that lead elsewhere after the migration. Folders move as a whole, so only a file that moves alone, or
//! imports from another folder, has one.

use diagnostics::RelPath;
use project::Project;
use project::sources::{RelativeImport, Resolver, is_relative};

use super::CodeList;
use crate::draft::Draft;

/// Lists the imports that find nothing, or another file. `after` is the project after the migration.
pub(super) fn add(draft: &Draft<'_>, after: &Project, list: &mut CodeList) {
    // Only the names of the files before the migration are of interest.
    let before = draft.inputs.project.names();
    let resolver = Resolver::new(&before);
    let new_resolver = Resolver::new(after);
    for path in draft.inputs.project.files.keys() {
        let target = draft.layout.target(path);
        let Some(source) = after.sources.get(&target) else {
            continue;
        };
        for import in &source.facts.imports {
            let Some(specifier) = &import.specifier else {
                continue;
            };
            if !is_relative(specifier) {
                continue;
            }
            let Some(file) = imported(draft, &resolver, path, specifier) else {
                continue;
            };
            let new = draft.layout.target(&file);
            if !leads_to(&new_resolver, &target, specifier, &new) {
                let what = format!(
                    "import {} instead: the file is `{new}` now",
                    diagnostics::message::quoted(&new_specifier(
                        path, specifier, &file, &target, &new
                    ))
                );
                list.add(&target, &source.text, import.span, what, None);
            }
        }
    }
}

/// The file that an import finds before the migration.
fn imported(
    draft: &Draft<'_>,
    resolver: &Resolver<'_>,
    path: &RelPath,
    specifier: &str,
) -> Option<RelPath> {
    match resolver.resolve(path, specifier) {
        RelativeImport::Source(file) => Some(file),
        RelativeImport::NoCode => {
            let file = RelPath::in_folder(path.folder(), specifier)?;
            if draft.inputs.project.contains(file.as_str()) {
                Some(file)
            } else {
                None
            }
        }
        RelativeImport::Unknown => None,
    }
}

fn leads_to(resolver: &Resolver<'_>, from: &RelPath, specifier: &str, file: &RelPath) -> bool {
    match resolver.resolve(from, specifier) {
        RelativeImport::Source(found) => found == *file,
        RelativeImport::NoCode => {
            RelPath::in_folder(from.folder(), specifier).as_ref() == Some(file)
        }
        RelativeImport::Unknown => false,
    }
}

/// The specifier for the new paths, without the ending that the old one leaves out too.
fn new_specifier(
    path: &RelPath,
    specifier: &str,
    file: &RelPath,
    target: &RelPath,
    new: &RelPath,
) -> String {
    let written = RelPath::in_folder(path.folder(), specifier).unwrap_or_default();
    let ending = file.as_str().strip_prefix(written.as_str());
    let new = match ending {
        Some(ending) => new.as_str().strip_suffix(ending).unwrap_or(new.as_str()),
        None => new.as_str(),
    };
    let mut from: Vec<&str> = target.folder().split('/').collect();
    let mut to: Vec<&str> = new.split('/').collect();
    from.reverse();
    to.reverse();
    while to.len() > 1 && !from.is_empty() && from.last() == to.last() {
        from.pop();
        to.pop();
    }
    to.reverse();
    let up = "../".repeat(from.iter().filter(|part| !part.is_empty()).count());
    let up = if up.is_empty() { "./" } else { &up };
    [up, &to.join("/")].concat()
}
