//! What holds for every plan.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use migration::{Action, Content, Options, Outcome, Plan, ProjectFiles, apply, plan};
use syntax::{Kind, Value};

pub(crate) fn assert_sound(project: &ProjectFiles, options: &Options, made: &Plan) {
    every_file_has_one_action(project, made);
    paths_stay_inside(made);
    nothing_is_overwritten(project, made);
    no_two_files_differ_in_letter_case(made);
    no_secret_is_shown(made);
    other_files_are_at_one_path(project, made);
    new_files_are_valid(made);
    every_property_is_accounted_for(project, made);
    moved_values_are_equal(project, made);
    a_second_plan_changes_nothing(project, options, made);
}

fn every_file_has_one_action(project: &ProjectFiles, plan: &Plan) {
    let files: Vec<&RelPath> = project.files.keys().collect();
    let planned: Vec<&RelPath> = plan.files.keys().collect();
    assert_eq!(files, planned);
}

fn new_paths(plan: &Plan) -> Vec<&RelPath> {
    let mut paths: Vec<&RelPath> = plan.created.keys().collect();
    for (path, action) in &plan.files {
        match action {
            Action::Keep => paths.push(path),
            Action::Move { to } | Action::Leave { to, .. } | Action::Change { to, .. } => {
                paths.push(to)
            }
            Action::Remove { .. } => {}
        }
    }
    paths
}

fn paths_stay_inside(plan: &Plan) {
    for path in new_paths(plan) {
        let mut parts = path.as_str().split('/');
        assert!(
            parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\')),
            "{path}"
        );
    }
}

fn nothing_is_overwritten(project: &ProjectFiles, plan: &Plan) {
    let paths = new_paths(plan);
    let unique: BTreeSet<&RelPath> = paths.iter().copied().collect();
    assert_eq!(
        unique.len(),
        paths.len(),
        "two files have the same path\n{plan}"
    );
    for path in unique {
        let stays = match plan.files.get(path) {
            Some(Action::Keep) => true,
            Some(Action::Leave { to, .. }) => to == path,
            _ => false,
        };
        let is_new = !project.contains(path.as_str());
        let moves_away = !stays && project.contains(path.as_str());
        assert!(stays || is_new || moves_away, "{path}");
    }
}

/// On macOS and Windows they would be one file. Those that are kept are nothing new.
fn no_two_files_differ_in_letter_case(plan: &Plan) {
    let mut known = BTreeMap::new();
    for path in new_paths(plan) {
        let other = known.insert(path.as_str().to_lowercase(), path);
        let is_kept = |path: &RelPath| plan.files.get(path) == Some(&Action::Keep);
        assert!(
            other.is_none_or(|other| is_kept(other) && is_kept(path)),
            "{path}\n{plan}"
        );
    }
}

fn no_secret_is_shown(plan: &Plan) {
    assert!(!plan.to_string().contains("pat-na1-"), "{plan}");
    for file in plan.created.values() {
        let is_list = file.text.contains("secretKeys");
        assert!(!is_list || !file.text.contains("pat-na1-"), "{plan}");
    }
}

/// The bytes of a file that is not converted are at one path afterwards.
fn other_files_are_at_one_path(project: &ProjectFiles, plan: &Plan) {
    let after = apply(project, plan);
    let mut before: Vec<&Content> = Vec::new();
    let mut replaced = BTreeMap::new();
    for (path, content) in &project.files {
        match &plan.files[path] {
            Action::Keep | Action::Leave { .. } | Action::Move { .. } => before.push(content),
            Action::Change { .. } => {}
            Action::Remove { replaced_by } => {
                replaced.insert(path, replaced_by);
            }
        }
    }
    let untouched = after.files.iter().filter(|(path, _)| {
        let is_changed = plan
            .files
            .values()
            .any(|action| matches!(action, Action::Change { to, .. } if to == *path));
        !plan.created.contains_key(*path) && !is_changed
    });
    let mut found: Vec<&Content> = untouched.map(|(_, content)| content).collect();
    let order = |content: &&Content| format!("{content:?}");
    before.sort_by_key(order);
    found.sort_by_key(order);
    assert!(before == found, "a file is lost\n{plan}");
    for (path, successors) in replaced {
        for successor in successors {
            assert!(
                after.contains(successor.as_str()),
                "{path} → {successor}\n{plan}"
            );
        }
    }
}

fn new_files_are_valid(plan: &Plan) {
    let mut uids = BTreeSet::new();
    let changed = plan.files.values().filter_map(|action| match action {
        Action::Change { text, .. } => Some(text),
        _ => None,
    });
    for text in plan.created.values().map(|file| &file.text).chain(changed) {
        let syntax = syntax::parse(text.as_str());
        assert!(syntax.errors.is_empty(), "{text}");
        assert_eq!(syntax.duplicate_keys().count(), 0, "{text}");
        if let Some(uid) = syntax.root().and_then(|root| root.get("uid")) {
            assert!(uids.insert(uid.source().to_owned()), "{text}\n{plan}");
        }
    }
}

/// Whether every innermost value of a file that is converted is in exactly one row.
fn every_property_is_accounted_for(project: &ProjectFiles, plan: &Plan) {
    for (path, action) in &plan.files {
        let is_converted = match action {
            Action::Change { .. } => true,
            Action::Remove { .. } => {
                plan.fields.iter().any(|field| field.file == *path) || !is_copy(project, plan, path)
            }
            _ => false,
        };
        if !is_converted {
            continue;
        }
        let Some(text) = project.text(path.as_str()) else {
            continue;
        };
        let syntax = syntax::parse(text);
        let rows: Vec<&str> = plan
            .fields
            .iter()
            .filter(|field| field.file == *path && !is_repeated(&field.outcome))
            .map(|field| field.path.as_str())
            .collect();
        for leaf in leaves(syntax.root().unwrap()) {
            let covering = rows.iter().filter(|row| covers(row, &leaf)).count();
            assert_eq!(covering, 1, "{path}: {leaf}\n{plan}");
        }
    }
}

/// Whether another value has the same path.
fn is_repeated(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Dropped { reason } if reason.starts_with("the key is repeated"))
}

/// Whether the file is the same as the one that replaces it.
fn is_copy(project: &ProjectFiles, plan: &Plan, path: &RelPath) -> bool {
    let after = apply(project, plan);
    let Action::Remove { replaced_by } = &plan.files[path] else {
        return false;
    };
    replaced_by
        .iter()
        .any(|other| after.files.get(other) == project.files.get(path))
}

fn covers(row: &str, leaf: &str) -> bool {
    match leaf.strip_prefix(row) {
        Some(rest) => rest.is_empty() || rest.starts_with(['.', '[']),
        None => false,
    }
}

/// The paths of all scalars and empty containers.
fn leaves(root: Value<'_>) -> Vec<String> {
    let mut leaves = Vec::new();
    let mut pending = vec![(root, String::new())];
    while let Some((value, path)) = pending.pop() {
        let before = pending.len();
        match value.kind() {
            Kind::Object => {
                for member in value.members() {
                    let dot = if path.is_empty() { "" } else { "." };
                    pending.push((member.value, format!("{path}{dot}{}", member.key.text)));
                }
            }
            Kind::Array => {
                for (number, element) in value.elements().enumerate() {
                    pending.push((element, format!("{path}[{number}]")));
                }
            }
            _ => {}
        }
        if pending.len() == before && !path.is_empty() {
            leaves.push(path);
        }
    }
    leaves
}

/// What is said to be moved has the same value at its new path.
fn moved_values_are_equal(project: &ProjectFiles, plan: &Plan) {
    let after = apply(project, plan);
    for field in &plan.fields {
        let Outcome::Moved { file, path } = &field.outcome else {
            continue;
        };
        let old = syntax::parse(project.text(field.file.as_str()).unwrap());
        let new = syntax::parse(after.text(file.as_str()).unwrap_or_default());
        let (Some(old), Some(new)) = (at(old.root(), &field.path), at(new.root(), path)) else {
            panic!("{}: {} is not at {path}\n{plan}", field.file, field.path);
        };
        let same = plain(old) == plain(new);
        // Lists of several sources are merged.
        assert!(
            same || plain(old).starts_with('['),
            "{}: {}\n{plan}",
            field.file,
            field.path
        );
    }
}

fn plain(value: Value<'_>) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.source().split_whitespace().collect(),
    }
}

fn at<'a>(root: Option<Value<'a>>, path: &str) -> Option<Value<'a>> {
    let mut value = root?;
    for part in path.split('.') {
        let (key, numbers) = part.split_once('[').unwrap_or((part, ""));
        if !key.is_empty() {
            value = value.get(key)?;
        }
        for number in numbers.split('[').filter(|text| !text.is_empty()) {
            let number: usize = number.trim_end_matches(']').parse().ok()?;
            value = value.elements().nth(number)?;
        }
    }
    Some(value)
}

fn a_second_plan_changes_nothing(project: &ProjectFiles, options: &Options, made: &Plan) {
    let after = apply(project, made);
    let second = plan(&after, options);
    let is_refused = !made.refusals.is_empty();
    assert!(
        is_refused || second.refusals.is_empty() && !second.changes_anything(),
        "the second plan changes something\n{made}\n=====\n{second}"
    );
}
