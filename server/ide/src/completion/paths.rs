//! Files and folders of the project, written as HubSpot counts them.

use super::{At, Item, ItemKind};
use catalog::{COMPONENTS, FileKind};
use diagnostics::RelPath;
use project::Entry;
use schema::Subschemas;

/// How many paths are offered.
const MOST: usize = 300;

/// A path that may be written.
struct Candidate {
    text: String,
    kind: ItemKind,
    /// Whether it most likely is meant: it lies beside the file, or holds what it must hold.
    is_likely: bool,
}

pub(super) fn items(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let candidates = candidates(at, subschemas);
    let likely = candidates
        .iter()
        .filter(|candidate| candidate.is_likely)
        .count();
    let item = |candidate: Candidate| {
        let item = at.string(candidate.kind, &candidate.text);
        item.preselect(candidate.is_likely && likely == 1)
    };
    candidates.into_iter().map(item).collect()
}

/// The one path that is likely, if there is exactly one.
pub(super) fn only(at: &At<'_>, subschemas: &Subschemas) -> Option<String> {
    let required = matches!(
        subschemas.reference(),
        Some("entrypoint-file" | "directory")
    );
    let candidates = if required {
        candidates(at, subschemas)
    } else {
        Vec::new()
    };
    let mut likely = candidates
        .into_iter()
        .filter(|candidate| candidate.is_likely);
    likely
        .next()
        .filter(|_| likely.next().is_none())
        .map(|candidate| candidate.text)
}

/// The likely ones first, else in the order of their paths.
fn candidates(at: &At<'_>, subschemas: &Subschemas) -> Vec<Candidate> {
    let mut candidates = match subschemas.reference() {
        Some("entrypoint-file") => files(at, subschemas, true),
        Some("asset-file") => files(at, subschemas, counts_from_source(at, subschemas)),
        Some("directory") => folders(at, subschemas.text("x-directoryMustContain")),
        _ => Vec::new(),
    };
    candidates.sort_by_key(|candidate| !candidate.is_likely);
    candidates.truncate(MOST);
    candidates
}

/// Whether a path of a file that may be counted either way is counted from the source folder: as was begun, else as in
/// the schema's example.
fn counts_from_source(at: &At<'_>, subschemas: &Subschemas) -> bool {
    let typed = at.cursor.before().trim_start_matches('"');
    let example = || subschemas.keyword("examples")?.elements().next()?.as_str();
    let shown = if typed.is_empty() {
        example().unwrap_or_default()
    } else {
        typed
    };
    shown.starts_with('/')
}

/// The files below the source folder with one of the endings.
fn files(at: &At<'_>, subschemas: &Subschemas, from_source: bool) -> Vec<Candidate> {
    let Some(src) = &at.cx.index.src_dir else {
        return Vec::new();
    };
    let own = at.cx.document.path.folder();
    let listed = subschemas.keyword("x-fileExtensions");
    let fits = |name: &str| match listed {
        Some(endings) => schema::strings(Some(endings)).any(|ending| name.ends_with(ending)),
        None => catalog::is_image(name),
    };
    let files = below(at, src.as_str()).filter(|(path, _, entry)| {
        let name = path.file_name();
        *entry == Entry::File && fits(name) && !name.ends_with(".d.ts")
    });
    let candidate = |(path, way, _): (&RelPath, &str, Entry)| Candidate {
        text: if from_source {
            format!("/{way}")
        } else {
            relative(own, path.as_str())
        },
        kind: ItemKind::File,
        is_likely: path.folder() == own,
    };
    files.map(candidate).collect()
}

/// The folders directly beside the file.
fn folders(at: &At<'_>, must_contain: Option<&str>) -> Vec<Candidate> {
    let own = at.cx.document.path.folder();
    let is_source = at.cx.document.kind == FileKind::Project;
    let holds = |folder: &RelPath, name: &str| {
        folder
            .join(name)
            .is_some_and(|path| at.cx.index.entry(&path).is_some())
    };
    let is_likely = |folder: &RelPath| match must_contain {
        Some(name) => holds(folder, name),
        None => {
            is_source
                && COMPONENTS
                    .iter()
                    .any(|component| holds(folder, component.folder))
        }
    };
    let folders =
        below(at, own).filter(|(_, way, entry)| *entry == Entry::Folder && !way.contains('/'));
    let candidate = |(path, way, _): (&RelPath, &str, Entry)| Candidate {
        text: way.to_owned(),
        kind: ItemKind::Folder,
        is_likely: is_likely(path),
    };
    folders.map(candidate).collect()
}

/// What lies below a folder, with the way there, but for hidden files and `node_modules`.
fn below<'a>(at: &At<'a>, folder: &'a str) -> impl Iterator<Item = (&'a RelPath, &'a str, Entry)> {
    let from = at.cx.index.project.entries.range(RelPath::new(folder)..);
    // What begins with the name of the folder stands together; `src-old` may stand among what lies in `src`.
    let within = from.take_while(move |(path, _)| path.as_str().starts_with(folder));
    let below = within.filter_map(move |(path, entry)| Some((path, path.below(folder)?, *entry)));
    below.filter(|(_, way, _)| {
        !way.split('/')
            .any(|part| part.starts_with('.') || part.contains("node_modules"))
    })
}

/// `path` as it is written in a file of `folder`.
fn relative(folder: &str, path: &str) -> String {
    let mut from = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut to = path.split('/').peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.count();
    let start = if up == 0 {
        "./".to_owned()
    } else {
        "../".repeat(up)
    };
    start + &to.collect::<Vec<_>>().join("/")
}
