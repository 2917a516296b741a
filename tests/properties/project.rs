//! Projects as one text: each file begins with a line `== path`; a path that ends with `/` is a folder. What stands before
//! the first file does not matter, and neither does a path that cannot be or is there already.

use std::path::PathBuf;
use std::sync::Arc;

use diagnostics::{Diagnostic, RelPath, Span};
use project::config::{self, ConfigFile};
use project::document::Document;
use project::{Entry, Project};

/// Where the project lies, though it is not on the disk.
pub const ROOT: &str = "/kiosk";

/// The project that a text describes.
pub fn read(data: &[u8]) -> Project {
    let mut project = Project {
        root: PathBuf::from(ROOT),
        ..Project::default()
    };
    for (path, content) in files(data) {
        if path.file_name().is_empty() {
            insert_folders(&mut project, &path);
        } else if can_be(&project, &path) {
            insert(&mut project, path, content);
        }
    }
    project
}

/// The paths and contents of a text that describes a project.
pub fn files(data: &[u8]) -> impl Iterator<Item = (RelPath, &[u8])> {
    const MARK: &[u8] = b"== ";
    let starts = data
        .windows(MARK.len())
        .enumerate()
        .filter(|(at, here)| *here == MARK && (*at == 0 || data[at - 1] == b'\n'));
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts
        .clone()
        .into_iter()
        .skip(1)
        .map(|next| next - 1)
        .chain([data.len()]);
    starts.into_iter().zip(ends).map(|(start, end)| {
        let file = &data[start + MARK.len()..end.max(start + MARK.len())];
        let line = file
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(file.len());
        let path = String::from_utf8_lossy(&file[..line]);
        (RelPath::new(path), file.get(line + 1..).unwrap_or_default())
    })
}

/// Whether the disk could have a file there.
fn can_be(project: &Project, path: &RelPath) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    let is_no_folder = |folder: &str| {
        project
            .entries
            .get(&RelPath::new(folder))
            .is_some_and(|entry| *entry != Entry::Folder)
    };
    path.as_str().split('/').all(is_name)
        && !project.entries.contains_key(path)
        && !folders(path).any(is_no_folder)
}

/// The folders that a path lies in.
fn folders(path: &RelPath) -> impl Iterator<Item = &str> {
    path.as_str()
        .match_indices('/')
        .map(|(end, _)| &path.as_str()[..end])
}

fn insert_folders(project: &mut Project, path: &RelPath) {
    for folder in folders(path).map(RelPath::new).collect::<Vec<_>>() {
        if can_be(project, &folder) {
            project.entries.insert(folder, Entry::Folder);
        }
    }
}

fn insert(project: &mut Project, path: RelPath, content: &[u8]) {
    insert_folders(project, &path);
    project.entries.insert(path.clone(), Entry::File);
    let is_outermost = path.folder().is_empty();
    if is_outermost
        && project.manifest.is_none()
        && path.as_str().eq_ignore_ascii_case("hsproject.json")
    {
        project.manifest = Some(path.clone());
    }
    match (path.as_str(), project.kind_of(&path)) {
        (_, Some(kind)) => project.insert(Document::from_bytes(path, kind, content)),
        (config::NAME, None) => {
            let file = ConfigFile::from_bytes(PathBuf::from(ROOT), content.to_vec());
            project.configure(Arc::new(file), RelPath::default());
        }
        (name, None) if name.ends_with(".gitignore") => {
            project.gitignores.insert(
                RelPath::new(path.folder()),
                String::from_utf8_lossy(content).into_owned(),
            );
        }
        (".hsignore", None) => {
            project.hsignore = Some(String::from_utf8_lossy(content).into_owned())
        }
        (_, None) => drop(project.image_sizes.insert(path, content.len() as u64)),
    }
}

/// What every diagnostic keeps: its rule exists, it speaks, nothing in it is invisible, and its places exist.
pub fn findings_are_sound(project: &Project, diagnostics: &[Diagnostic]) {
    let exists = |file: &RelPath, span: Span| match project.source(file) {
        Some(source) => assert!(
            source.get(span.range()).is_some(),
            "{file}: {span:?} in {source:?}"
        ),
        None => assert_eq!(span, Span::default(), "{file} was not read"),
    };
    for diagnostic in diagnostics {
        assert!(rules::named(diagnostic.rule).is_some(), "{diagnostic:?}");
        exists(&diagnostic.file, diagnostic.span);
        diagnostic
            .related
            .iter()
            .for_each(|related| exists(&related.file, related.span));
        let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
        edits.for_each(|edit| exists(&edit.file, edit.span));
        assert!(
            diagnostic.fixes.iter().all(|fix| !fix.edits.is_empty()),
            "{diagnostic:?}"
        );
        let titles = diagnostic.fixes.iter().map(|fix| &fix.title);
        let messages = diagnostic.related.iter().map(|related| &related.message);
        for words in titles
            .chain(messages)
            .chain(&diagnostic.help)
            .chain([&diagnostic.message])
        {
            assert!(
                !words.is_empty() && !words.contains(diagnostics::message::is_invisible),
                "{diagnostic:?}"
            );
        }
    }
    let order = |one: &Diagnostic| (one.file.clone(), one.span, one.rule, one.message.clone());
    assert!(
        diagnostics.is_sorted_by(|one, next| order(one) <= order(next) && one != next),
        "{diagnostics:?}"
    );
}
