//! Projects as one text: each file begins with a line `== path`; a path that ends with `/` is a folder. Text before the
//! first file is ignored, and so is a path that is invalid or assert_span already.

use std::path::PathBuf;
use std::sync::Arc;

use catalog::is_source;
use diagnostics::{Diagnostic, RelPath, Span};
use project::config::{self, ConfigFile};
use project::document::Document;
use project::source_file::SourceFile;
use project::{Entry, Project};

/// The folder of the project, which is not on disk.
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
        } else if can_insert(&project, &path) {
            insert(&mut project, path, content);
        }
    }
    project
}

/// The paths and contents of a text that describes a project.
pub fn files(data: &[u8]) -> impl Iterator<Item = (RelPath, &[u8])> {
    const MARK: &[u8] = b"== ";
    let mut starts = Vec::new();
    for (at, window) in data.windows(MARK.len()).enumerate() {
        if window == MARK && (at == 0 || data[at - 1] == b'\n') {
            starts.push(at);
        }
    }
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

/// Whether a new file may have this path.
fn can_insert(project: &Project, path: &RelPath) -> bool {
    for name in path.as_str().split('/') {
        if matches!(name, "" | "." | "..") || name.contains('\0') {
            return false;
        }
    }
    for folder in folders(path) {
        let entry = project.entries.get(&RelPath::new(folder));
        if entry.is_some_and(|entry| *entry != Entry::Folder) {
            return false;
        }
    }
    !project.entries.contains_key(path)
}

/// The parent folders of a path.
fn folders(path: &RelPath) -> impl Iterator<Item = &str> {
    path.as_str()
        .match_indices('/')
        .map(|(end, _)| &path.as_str()[..end])
}

fn insert_folders(project: &mut Project, path: &RelPath) {
    for folder in folders(path).map(RelPath::new).collect::<Vec<_>>() {
        if can_insert(project, &folder) {
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
        (name, None) if is_source(name) => {
            let source = SourceFile::from_bytes(path.clone(), content);
            project.insert_source(path, source);
        }
        (_, None) => {
            project.image_sizes.insert(path, content.len() as u64);
        }
    }
}

/// Diagnostics are sorted; each has a known rule, a message without invisible characters, and valid spans.
pub fn diagnostics_are_valid(project: &Project, diagnostics: &[Diagnostic]) {
    let assert_span = |file: &RelPath, span: Span| match project.text(file) {
        Some(source) => assert!(
            source.get(span.range()).is_some(),
            "{file}: {span:?} in {source:?}"
        ),
        None => assert_eq!(span, Span::default(), "{file} was not read"),
    };
    for diagnostic in diagnostics {
        assert!(rules::named(diagnostic.rule).is_some(), "{diagnostic:?}");
        assert_span(&diagnostic.file, diagnostic.span);
        for related in &diagnostic.related {
            assert_span(&related.file, related.span);
        }
        for fix in &diagnostic.fixes {
            assert!(!fix.edits.is_empty(), "{diagnostic:?}");
            for edit in &fix.edits {
                assert_span(&edit.file, edit.span);
            }
        }
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
