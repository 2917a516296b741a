//! The last step of a plan: every file has an action, and no two files have the same new path.

use std::collections::BTreeMap;

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

/// Resolves files with the same new path: equal files become one, others stop the migration.
pub(crate) fn merge(draft: &mut Draft<'_>) {
    let mut owners: BTreeMap<RelPath, RelPath> = BTreeMap::new();
    let mut merged: Vec<(RelPath, RelPath)> = Vec::new();
    let mut refused: Vec<(RelPath, RelPath)> = Vec::new();
    // What stays has its path before what moves.
    let mut paths: Vec<(&RelPath, &RelPath)> = Vec::new();
    for (path, action) in &draft.plan.files {
        match action {
            Action::Keep => paths.push((path, path)),
            Action::Move { to } | Action::Leave { to, .. } | Action::Change { to, .. } => {
                paths.push((to, path))
            }
            Action::Remove { .. } => {}
        }
    }
    paths.sort_by_key(|(to, path)| (to != path, *path));
    for (to, path) in paths {
        let Some(owner) = owners.get(to) else {
            owners.insert(to.clone(), path.clone());
            continue;
        };
        if is_same(draft, owner, path) {
            merged.push((path.clone(), to.clone()));
        } else {
            refused.push((path.clone(), owner.clone()));
        }
    }
    for (path, to) in merged {
        draft.remove(&path, vec![to]);
    }
    for (path, other) in refused {
        let target = draft.layout.target(&path);
        draft.refuse(Refusal {
            file: path,
            reason: format!("`{other}` becomes the same file, `{target}`, and its content differs"),
            help: "merge the two files or rename one of them, and migrate again".to_owned(),
            decision: Some(DecisionId::SeveralFolders),
        });
    }
}

fn is_same(draft: &Draft<'_>, one: &RelPath, other: &RelPath) -> bool {
    let files = &draft.inputs.project.files;
    let is_moved = |path: &RelPath| {
        matches!(
            draft.plan.files.get(path),
            Some(Action::Keep | Action::Move { .. })
        )
    };
    if !is_moved(one) || !is_moved(other) {
        return false;
    }
    match (files.get(one), files.get(other)) {
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    }
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
