//! Files and folders of the project, in the form that HubSpot expects.

use super::{At, Item, ItemKind};
use catalog::{COMPONENTS, FileKind};
use diagnostics::RelPath;
use project::Entry;
use schema::Subschemas;

const MAX_PATHS: usize = 300;

struct Candidate {
    path: String,
    kind: ItemKind,
    /// Whether it is in the same folder as the file, or contains what it must contain.
    is_likely: bool,
}

pub(super) fn items(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let candidates = candidates(at, subschemas);
    let has_one_likely = only_likely(&candidates).is_some();
    let mut items = Vec::new();
    for candidate in &candidates {
        let item = at.string(candidate.kind, &candidate.path);
        items.push(item.preselect(candidate.is_likely && has_one_likely));
    }
    items
}

/// The likely path of a required file or folder, if there is exactly one.
pub(super) fn required(at: &At<'_>, subschemas: &Subschemas) -> Option<String> {
    match subschemas.reference() {
        Some("entrypoint-file" | "directory") => {
            let candidates = candidates(at, subschemas);
            Some(only_likely(&candidates)?.path.clone())
        }
        _ => None,
    }
}

fn only_likely(candidates: &[Candidate]) -> Option<&Candidate> {
    let mut likely = candidates.iter().filter(|candidate| candidate.is_likely);
    let first = likely.next()?;
    match likely.next() {
        Some(_) => None,
        None => Some(first),
    }
}

/// Likely ones first, then in the order of their paths.
fn candidates(at: &At<'_>, subschemas: &Subschemas) -> Vec<Candidate> {
    let mut candidates = match subschemas.reference() {
        Some("entrypoint-file") => files(at, subschemas, true),
        Some("asset-file") => files(at, subschemas, is_absolute(at, subschemas)),
        Some("directory") => folders(at, subschemas.text("x-directoryMustContain")),
        _ => Vec::new(),
    };
    candidates.sort_by_key(|candidate| !candidate.is_likely);
    candidates.truncate(MAX_PATHS);
    candidates
}

/// Whether to complete a path that HubSpot accepts in both forms relative to the source folder: like the typed text, otherwise
/// like the example in the schema.
fn is_absolute(at: &At<'_>, subschemas: &Subschemas) -> bool {
    let typed = at.cursor.before().trim_start_matches('"');
    if !typed.is_empty() {
        return typed.starts_with('/');
    }
    let examples = subschemas.keyword("examples");
    let example = examples.and_then(|examples| examples.elements().next()?.as_str());
    example.is_some_and(|example| example.starts_with('/'))
}

/// The files of the source folder with a suitable extension.
fn files(at: &At<'_>, subschemas: &Subschemas, is_absolute: bool) -> Vec<Candidate> {
    let Some(src) = &at.cx.index.src_dir else {
        return Vec::new();
    };
    let folder = at.cx.document.path.folder();
    let mut candidates = Vec::new();
    for (path, below_source, entry) in entries_below(at, src.as_str()) {
        if entry != Entry::File || !has_extension(path.file_name(), subschemas) {
            continue;
        }
        candidates.push(Candidate {
            path: if is_absolute {
                format!("/{below_source}")
            } else {
                relative(folder, path.as_str())
            },
            kind: ItemKind::File,
            is_likely: path.folder() == folder,
        });
    }
    candidates
}

/// Whether a file has one of the extensions in the schema, by default that of an image.
fn has_extension(name: &str, subschemas: &Subschemas) -> bool {
    if name.ends_with(".d.ts") {
        return false;
    }
    match subschemas.keyword("x-fileExtensions") {
        Some(extensions) => {
            schema::strings(Some(extensions)).any(|extension| name.ends_with(extension))
        }
        None => catalog::is_image(name),
    }
}

/// The folders in the folder of the file.
fn folders(at: &At<'_>, must_contain: Option<&str>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (path, name, entry) in entries_below(at, at.cx.document.path.folder()) {
        if entry == Entry::Folder && !name.contains('/') {
            candidates.push(Candidate {
                path: name.to_owned(),
                kind: ItemKind::Folder,
                is_likely: is_likely_folder(at, path, must_contain),
            });
        }
    }
    candidates
}

/// Whether a folder contains `must_contain`; in `hsproject.json`, whether it contains a component folder.
fn is_likely_folder(at: &At<'_>, folder: &RelPath, must_contain: Option<&str>) -> bool {
    match must_contain {
        Some(name) => contains(at, folder, name),
        None => {
            at.cx.document.kind == FileKind::Project
                && COMPONENTS
                    .iter()
                    .any(|component| contains(at, folder, component.folder))
        }
    }
}

fn contains(at: &At<'_>, folder: &RelPath, name: &str) -> bool {
    match folder.join(name) {
        Some(path) => at.cx.index.entry(&path).is_some(),
        None => false,
    }
}

/// The entries below a folder with their relative paths, without hidden files and `node_modules`.
fn entries_below<'a>(
    at: &At<'a>,
    folder: &'a str,
) -> impl Iterator<Item = (&'a RelPath, &'a str, Entry)> {
    at.cx
        .index
        .project
        .entries
        .range(RelPath::new(folder)..)
        // Paths with this prefix are adjacent; `src-old` may be among them.
        .take_while(move |(path, _)| path.as_str().starts_with(folder))
        .filter_map(move |(path, entry)| Some((path, path.below(folder)?, *entry)))
        .filter(|(_, relative, _)| !is_hidden(relative))
}

fn is_hidden(path: &str) -> bool {
    path.split('/')
        .any(|part| part.starts_with('.') || part.contains("node_modules"))
}

/// `path` relative to `folder`, with a leading `./` or `../`.
fn relative(folder: &str, path: &str) -> String {
    let mut from = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut to = path.split('/').peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let mut relative = "../".repeat(from.count());
    if relative.is_empty() {
        relative.push_str("./");
    }
    relative.push_str(&to.collect::<Vec<_>>().join("/"));
    relative
}
