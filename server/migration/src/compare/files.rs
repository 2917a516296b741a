//! Files that are no components: each is found by its content, wherever it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use project::hsignore::Exclusions;
use project::snapshot::Content;

use super::components::Matched;
use super::side::{New, Old};
use super::{Comparison, DifferingFile, MissingFile, NotCompared, content, packages};
use crate::files::is_installed;
use crate::plan::Action;

/// Folders in which HubSpot's development server writes what it makes of the code of an app.
const BUILD_FOLDERS: &[&str] = &["dist", ".vite"];

/// Files that operating systems and tools make.
const BUILD_FILES: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// An old file.
pub(super) struct File<'a> {
    pub path: &'a RelPath,
    /// Its path after the conversion, and where the new layout has it.
    pub to: &'a RelPath,
    pub target: RelPath,
    pub content: Cow<'a, Content>,
    /// Why it is not converted.
    reason: Option<&'a str>,
}

/// The new files that have no counterpart yet.
pub(super) struct Open<'a> {
    files: BTreeMap<&'a RelPath, &'a Content>,
    /// Paths by content, and by name.
    by_content: BTreeMap<Vec<u8>, Vec<&'a RelPath>>,
    by_name: BTreeMap<&'a str, Vec<&'a RelPath>>,
}

/// Compares all files.
pub(super) fn compare<'a>(
    old: &'a Old<'a>,
    new: &'a New<'a>,
    matched: &Matched<'_>,
    comparison: &mut Comparison,
) {
    let mut files = files(old, new, comparison);
    files.retain(|file| !matched.converted.contains(file.path));
    let mut open = Open::new(new, matched);
    let mut missing = Vec::new();
    for file in &files {
        if open.take_same_at(file) {
            comparison.found.files += 1;
        } else {
            missing.push(file);
        }
    }
    missing.retain(|file| {
        let is_found = open.take_same(file);
        comparison.found.files += usize::from(is_found);
        !is_found
    });
    packages::compare(old, new, &files, &mut missing, &mut open, comparison);
    let targets: BTreeSet<&RelPath> = files.iter().map(|file| &file.target).collect();
    let exclusions = Exclusions::new(old.inputs.project.text(".hsignore"));
    for file in missing {
        match open.take_other(file, &targets, new.inputs.src.as_str()) {
            Some(path) => comparison.differing_files.push(DifferingFile {
                old: old.shown(file.path),
                new: new.shown(path),
            }),
            None => comparison.missing_files.push(MissingFile {
                old: old.shown(file.path),
                new: new.shown(&file.target),
                reason: reason(old, file, &exclusions),
            }),
        }
    }
    for path in open.files.keys() {
        if new.components.contains_key(path) {
            comparison.added.components += 1;
        } else if path.below(new.inputs.src.as_str()).is_some() {
            comparison.added.files += 1;
        }
    }
}

/// The old files that are expected, with their new paths.
fn files<'a>(old: &'a Old<'a>, new: &New<'_>, comparison: &mut Comparison) -> Vec<File<'a>> {
    let inputs = old.inputs;
    let mut files = Vec::new();
    let mut build: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, action) in &old.plan.files {
        if path.below(inputs.src.as_str()).is_none()
            || *path == inputs.manifest
            || is_installed(path)
        {
            continue;
        }
        let (to, text, reason) = match action {
            Action::Keep => (path, None, None),
            Action::Move { to } => (to, None, None),
            Action::Leave { to, reason } => (to, None, Some(reason.as_str())),
            Action::Change { to, text } => (to, Some(text), None),
            Action::Remove { .. } => continue,
        };
        let component = old.components.get(to);
        if component.is_some_and(|component| component.from == *path) {
            continue;
        }
        if let Some(folder) = build_folder(old, path) {
            *build.entry(folder).or_default() += 1;
            continue;
        }
        let content = match (text, inputs.project.files.get(path)) {
            (Some(text), _) => Cow::Owned(Content::text(text)),
            (None, Some(content)) => Cow::Borrowed(content),
            (None, None) => continue,
        };
        files.push(File {
            path,
            to,
            target: target(old, new, to),
            content,
            reason,
        });
    }
    for (folder, number) in build {
        comparison.not_compared.push(NotCompared {
            at: old.address(&RelPath::new(folder), ""),
            reason: format!(
                "{} of build output",
                diagnostics::message::count(number, "file")
            ),
        });
    }
    files
}

/// The folder of build output that a file is in, or the file itself if a tool made it.
fn build_folder<'p>(old: &Old<'_>, path: &'p RelPath) -> Option<&'p str> {
    let name = path.file_name();
    if BUILD_FILES.contains(&name) || name.ends_with(".tsbuildinfo") {
        return Some(path.as_str());
    }
    let app = old.units.apps().next().map(|app| app.path.folder());
    let new_app = old.inputs.new_app();
    let mut found = None;
    // A theme may have a folder with this name.
    for folder in path.parents() {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let is_in_app = [app, Some(new_app.as_str())]
            .iter()
            .flatten()
            .any(|app| diagnostics::path::below(folder, app).is_some());
        if is_in_app && BUILD_FOLDERS.contains(&name) {
            found = Some(folder);
        }
    }
    found
}

/// A path below the old source folder as one below the new one. If a project was its own source folder, the files beside
/// `hsproject.json` are those of its tools.
fn target(old: &Old<'_>, new: &New<'_>, to: &RelPath) -> RelPath {
    if old.is_project && old.inputs.src.as_str().is_empty() && to.folder().is_empty() {
        return to.clone();
    }
    match to.below(old.inputs.src.as_str()) {
        Some(rest) => new.inputs.in_src(rest),
        None => to.clone(),
    }
}

fn reason(old: &Old<'_>, file: &File<'_>, exclusions: &Exclusions) -> Option<String> {
    if let Some(reason) = file.reason {
        return Some(reason.to_owned());
    }
    if *file.content == Content::Link {
        return Some("it is a link, which is never uploaded".to_owned());
    }
    let path = file.path.below(old.inputs.src.as_str())?;
    let pattern = exclusions.of(path)?;
    Some(format!("never uploaded: HubSpot's CLI ignores `{pattern}`"))
}

impl<'a> Open<'a> {
    fn new(new: &'a New<'a>, matched: &Matched<'_>) -> Open<'a> {
        let mut open = Open {
            files: BTreeMap::new(),
            by_content: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for (path, content) in &new.inputs.project.files {
            if matched.counterparts.contains(path)
                || *path == new.inputs.manifest
                || is_installed(path)
            {
                continue;
            }
            open.files.insert(path, content);
            open.by_name.entry(path.file_name()).or_default().push(path);
            if let Content::Bytes(bytes) = content {
                let bytes = content::with_line_feeds(bytes).into_owned();
                open.by_content.entry(bytes).or_default().push(path);
            }
        }
        open
    }

    /// Takes the file at the expected path if its content is the same.
    fn take_same_at(&mut self, file: &File<'_>) -> bool {
        let Some(other) = self.files.get(&file.target) else {
            return false;
        };
        let is_same = content::is_same(&file.content, other)
            || content::is_same_json(file.path, &file.content, other);
        if is_same {
            self.files.remove(&file.target);
        }
        is_same
    }

    /// Takes a file with the same content at any path, the one with the same name first.
    fn take_same(&mut self, file: &File<'_>) -> bool {
        let name = file.path.file_name();
        let found = match &*file.content {
            Content::Bytes(bytes) => {
                let paths = self.by_content.get(&*content::with_line_feeds(bytes));
                let open: Vec<&'a RelPath> = self.open(paths);
                let named = open.iter().find(|path| path.file_name() == name);
                // All empty files have the same content.
                match (named, bytes.is_empty()) {
                    (None, false) => open.first().copied(),
                    (named, _) => named.copied(),
                }
            }
            Content::Unread | Content::Link => {
                let open = self.open(self.by_name.get(name));
                open.into_iter()
                    .find(|path| self.files.get(path).copied() == Some(&*file.content))
            }
        };
        match found {
            Some(path) => self.files.remove(path).is_some(),
            None => false,
        }
    }

    /// Takes the file at the expected path, or the only one with the same name in the source folder that no other file is
    /// expected to be.
    fn take_other(
        &mut self,
        file: &File<'_>,
        targets: &BTreeSet<&RelPath>,
        src: &str,
    ) -> Option<&'a RelPath> {
        if let Some(path) = self.take(&file.target) {
            return Some(path);
        }
        let open = self.open(self.by_name.get(file.path.file_name()));
        let mut free = open
            .into_iter()
            .filter(|path| path.below(src).is_some() && !targets.contains(path));
        match (free.next(), free.next()) {
            (Some(path), None) => self.take(path),
            _ => None,
        }
    }

    pub(super) fn get(&self, path: &RelPath) -> Option<&'a Content> {
        self.files.get(path).copied()
    }

    pub(super) fn take(&mut self, path: &RelPath) -> Option<&'a RelPath> {
        self.files.remove_entry(path).map(|(path, _)| path)
    }

    fn open(&self, paths: Option<&Vec<&'a RelPath>>) -> Vec<&'a RelPath> {
        let paths = paths.into_iter().flatten();
        paths
            .filter(|path| self.files.contains_key(*path))
            .copied()
            .collect()
    }
}
