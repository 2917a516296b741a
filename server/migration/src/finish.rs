//! The last step of a plan: every file has an action, and no two files have the same new path.

mod packages;

use std::collections::BTreeMap;

use catalog::PACKAGE_JSON;
use diagnostics::RelPath;
use project::snapshot::Content;

use crate::draft::Draft;
use crate::plan::{Action, DecisionId, Refusal};

/// Gives an action to each file that has none yet.
pub(crate) fn assign_files(draft: &mut Draft<'_>) {
    let project = draft.inputs.project;
    for (path, content) in &project.files {
        if draft.plan.files.contains_key(path) {
            continue;
        }
        let to = draft.layout.target(path);
        let action = if to == *path {
            Action::Keep
        } else if *content == Content::Link {
            Action::Leave {
                to: path.clone(),
                reason: format!("a link is not moved; create it again at `{to}`"),
            }
        } else {
            Action::Move { to }
        };
        draft.act(path, action);
    }
}

/// Which versions of packages are installed.
const LOCK_FILES: &[&str] = &["package-lock.json", "pnpm-lock.yaml", "yarn.lock"];

/// A file that gets the path of another one.
struct Collision {
    path: RelPath,
    /// The other one: what it was before.
    other: RelPath,
}

/// Resolves files with the same new path: equal files become one, and so do `package.json` files whose dependencies do not
/// contradict each other. Others stop the migration. On macOS and Windows, paths that differ only in letter case are one file.
pub(crate) fn merge(draft: &mut Draft<'_>) {
    let mut refused = Vec::new();
    for Collision { path, other } in collisions(draft) {
        let to = draft.layout.target(&path);
        if path.file_name() == PACKAGE_JSON && packages::merge(draft, &other, &path) {
            continue;
        }
        if is_same(draft, &other, &path) {
            draft.remove(&path, vec![to]);
        } else if LOCK_FILES.contains(&path.file_name()) {
            let reason = format!(
                "it locks the packages of one of several folders: run `npm install` in `{}` and delete this file",
                to.folder()
            );
            let to = path.clone();
            draft.act(&path, Action::Leave { to, reason });
        } else {
            refused.push(Collision { path, other });
        }
    }
    for Collision { path, other } in refused {
        let target = draft.layout.target(&path);
        let reason = if path.file_name() == PACKAGE_JSON {
            let difference = match packages::invalid(draft, [&other, &path]) {
                Some(invalid) => format!("`{invalid}` is not valid JSON"),
                None => "they contradict each other".to_owned(),
            };
            format!("cannot merge `{other}` and `{path}` to `{target}`: {difference}")
        } else if other == target {
            format!("cannot move it to `{target}`: that file exists and has other content")
        } else {
            format!("cannot move both `{other}` and `{path}` to `{target}`: their contents differ")
        };
        draft.refuse(Refusal {
            file: path,
            reason,
            help: "merge the two files, or rename one of them, and migrate again".to_owned(),
            decision: Some(DecisionId::SeveralFolders),
        });
    }
    refuse_letter_case(draft);
    refuse_files_as_folders(draft);
}

/// A path cannot be a file and a folder.
fn refuse_files_as_folders(draft: &mut Draft<'_>) {
    let created = draft.plan.created.iter().map(|(to, file)| (to, &file.from));
    let owners: BTreeMap<&RelPath, &RelPath> =
        new_paths(draft).into_iter().chain(created).collect();
    let mut refused = BTreeMap::new();
    for (to, path) in &owners {
        for folder in to.parents() {
            let Some((file, owner)) = owners.get_key_value(&RelPath::new(folder)) else {
                continue;
            };
            // The one that is new there is named.
            if to == path {
                let reason = format!("it cannot become `{file}`, which is a folder with `{to}`");
                refused.insert((*owner).clone(), reason);
            } else {
                let reason = format!("it cannot move to `{to}`: `{file}` is a file");
                refused.insert((*path).clone(), reason);
            }
        }
    }
    for (file, reason) in refused {
        draft.refuse(Refusal {
            file,
            reason,
            help: "rename one of the two, and migrate again".to_owned(),
            decision: Some(DecisionId::SeveralFolders),
        });
    }
}

/// The files that have a path after the migration which another file has too. What stays has its path before what moves.
fn collisions(draft: &Draft<'_>) -> Vec<Collision> {
    let mut owners: BTreeMap<&RelPath, &RelPath> = BTreeMap::new();
    let mut found = Vec::new();
    for (to, path) in new_paths(draft) {
        match owners.get(to) {
            Some(owner) => found.push(Collision {
                path: path.clone(),
                other: (*owner).clone(),
            }),
            None => {
                owners.insert(to, path);
            }
        }
    }
    found
}

/// The paths of the existing files after the migration, each with the one before, and those that stay first.
fn new_paths<'d>(draft: &'d Draft<'_>) -> Vec<(&'d RelPath, &'d RelPath)> {
    let mut paths = Vec::new();
    for (path, action) in &draft.plan.files {
        match action {
            Action::Keep => paths.push((path, path)),
            Action::Move { to } | Action::Leave { to, .. } | Action::Change { to, .. } => {
                paths.push((to, path));
            }
            Action::Remove { .. } => {}
        }
    }
    paths.sort_by_key(|(to, path)| (to != path, *path));
    paths
}

/// Paths that differ only in letter case, of which the migration makes one.
fn refuse_letter_case(draft: &mut Draft<'_>) {
    let mut owners: BTreeMap<String, RelPath> = BTreeMap::new();
    let mut refused = Vec::new();
    let created = draft.plan.created.keys().map(|path| (path, path));
    for (to, path) in new_paths(draft).into_iter().chain(created) {
        let is_new = to != path || draft.plan.created.contains_key(path);
        match owners.get(&to.as_str().to_lowercase()) {
            Some(owner) if is_new && owner != to => {
                refused.push((path.clone(), to.clone(), owner.clone()))
            }
            Some(_) => {}
            None => {
                owners.insert(to.as_str().to_lowercase(), to.clone());
            }
        }
    }
    for (file, to, other) in refused {
        draft.refuse(Refusal {
            file,
            reason: format!(
                "it becomes `{to}`, which is the same file as `{other}` on macOS and Windows"
            ),
            help: "rename one of the two files, and migrate again".to_owned(),
            decision: Some(DecisionId::SeveralFolders),
        });
    }
}

fn is_same(draft: &Draft<'_>, one: &RelPath, other: &RelPath) -> bool {
    let files = &draft.inputs.project.files;
    if !is_unchanged(draft, one) || !is_unchanged(draft, other) {
        return false;
    }
    match (files.get(one), files.get(other)) {
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    }
}

/// Whether the file has its bytes after the migration.
fn is_unchanged(draft: &Draft<'_>, path: &RelPath) -> bool {
    matches!(
        draft.plan.files.get(path),
        Some(Action::Keep | Action::Move { .. })
    )
}

/// A plan that does nothing, with the reasons.
pub(crate) fn keep_all(draft: &mut Draft<'_>) {
    draft.plan.created.clear();
    draft.plan.fields.clear();
    draft.plan.generated.clear();
    draft.plan.by_hand.clear();
    draft.plan.files = draft
        .inputs
        .project
        .files
        .keys()
        .map(|path| (path.clone(), Action::Keep))
        .collect();
}
