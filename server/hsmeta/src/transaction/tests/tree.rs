//! Folders of tests, and everything that is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use diagnostics::RelPath;
use migration::{Action, Content, NewFile, Plan, ProjectFiles};

/// Everything below a folder: modes and bytes of files, modes of folders.
pub(super) type Tree = BTreeMap<String, (u32, Option<Vec<u8>>)>;

/// A folder in memory, where the system has one: these tests run each step hundreds of times.
pub(super) fn folder() -> TempDir {
    match tempfile::tempdir_in("/dev/shm") {
        Ok(folder) => folder,
        Err(_) => tempfile::tempdir().unwrap(),
    }
}

pub(super) fn write(root: &Path, files: &ProjectFiles) {
    for (path, content) in &files.files {
        let Content::Bytes(bytes) = content else {
            continue;
        };
        let file = root.join(path.as_str());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        // Some files and folders have modes of their own.
        let length = path.as_str().len();
        set_mode(&file, [0o644, 0o755, 0o600][length % 3]);
        if !path.folder().is_empty() {
            set_mode(file.parent().unwrap(), [0o755, 0o700][length % 2]);
        }
    }
}

pub(super) fn read(root: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut pending = vec![root.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let metadata = fs::symlink_metadata(&path).unwrap();
            let bytes = metadata.is_file().then(|| fs::read(&path).unwrap());
            let name = path.strip_prefix(root).unwrap().to_string_lossy();
            tree.insert(name.into_owned(), (mode(&metadata), bytes));
            if metadata.is_dir() {
                pending.push(path);
            }
        }
    }
    tree
}

pub(super) fn files(tree: &Tree) -> BTreeMap<&str, &[u8]> {
    let files = tree.iter().filter_map(|(path, (_, bytes))| {
        let bytes = bytes.as_ref()?;
        Some((path.as_str(), bytes.as_slice()))
    });
    files.collect()
}

#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
pub(super) fn set_mode(_: &Path, _: u32) {}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o7777
}

#[cfg(not(unix))]
fn mode(_: &fs::Metadata) -> u32 {
    0
}

pub(super) fn project(files: &[(&str, &str)]) -> ProjectFiles {
    let mut project = ProjectFiles::default();
    for (path, text) in files {
        project.insert(path, Content::text(text));
    }
    project
}

/// A plan from lines such as `a → b`, `a ≠ b` (with another text), `a ✗` (removed), `+ a` (created).
pub(super) fn plan(project: &ProjectFiles, lines: &[&str]) -> Plan {
    let mut plan = Plan::default();
    for path in project.files.keys() {
        plan.files.insert(path.clone(), Action::Keep);
    }
    let first = project.files.keys().next().cloned().unwrap_or_default();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["+", path] => {
                let text = format!("new {path}");
                let from = first.clone();
                let created = NewFile { text, from };
                plan.created.insert(RelPath::new(path), created);
            }
            [path, "✗"] => {
                let replaced_by = Vec::new();
                plan.files
                    .insert(RelPath::new(path), Action::Remove { replaced_by });
            }
            [path, "→", to] => {
                let to = RelPath::new(to);
                plan.files.insert(RelPath::new(path), Action::Move { to });
            }
            [path, "≠", to] => {
                let text = format!("other {to}");
                let to = RelPath::new(to);
                plan.files
                    .insert(RelPath::new(path), Action::Change { to, text });
            }
            _ => panic!("{line}"),
        }
    }
    plan
}

/// The files after a plan: those in memory, and the originals of those that it removes or changes.
pub(super) fn after(
    project: &ProjectFiles,
    plan: &Plan,
    committed: &BTreeSet<RelPath>,
) -> ProjectFiles {
    let mut after = migration::apply(project, plan);
    for (path, action) in &plan.files {
        let content = project.files[path].clone();
        let is_kept = match action {
            Action::Remove { .. } => true,
            Action::Change { text, .. } => !content.is_same(&Content::text(text)),
            _ => false,
        };
        if is_kept && !committed.contains(path) {
            let suffix = if ["hsproject.json", "-hsmeta.json"]
                .iter()
                .any(|end| path.as_str().ends_with(end))
            {
                ".old"
            } else {
                ""
            };
            after.insert(&format!("leftover/{path}{suffix}"), content);
        }
    }
    after
}
