//! Ignore files that name a folder which moves: what they ignored, such as `.env`, is not ignored at its new path.

use std::collections::BTreeSet;

use super::{mentions, snippet};
use crate::draft::Draft;
use crate::plan::{Action, ByHand};

const NAMES: &[&str] = &[
    ".dockerignore",
    ".eslintignore",
    ".gitignore",
    ".hsignore",
    ".npmignore",
    ".prettierignore",
    ".vercelignore",
];

/// At most so many lines of one file are listed.
const MOST_LINES: usize = 30;

const LARGEST: usize = 200_000;

pub(super) fn mentions(draft: &Draft<'_>) -> Vec<ByHand> {
    let inputs = draft.inputs;
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for folder in draft.layout.moved_folders() {
        if inputs.project.below(folder.as_str()).next().is_some() {
            names.insert(folder.file_name());
        }
    }
    // Files that are in new ones, or get another path alone.
    for (path, action) in &draft.plan.files {
        match action {
            Action::Remove { .. } => {
                names.insert(path.file_name());
            }
            Action::Move { to } if to.file_name() != path.file_name() => {
                names.insert(path.file_name());
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for path in inputs.project.files.keys() {
        let text = inputs.text(path);
        if !NAMES.contains(&path.file_name()) || !inputs.is_own(path) || text.len() > LARGEST {
            continue;
        }
        let mut count = 0;
        for (number, offset) in mentions::lines(text) {
            let line = text.get(offset..).unwrap_or_default();
            let line = line.split('\n').next().unwrap_or_default();
            let Some(name) = named(line, &names) else {
                continue;
            };
            count += 1;
            if count > MOST_LINES {
                break;
            }
            found.push(ByHand {
                file: draft.layout.target(path),
                line: Some((number, snippet::at(text, offset))),
                what: format!(
                    "names `{name}`, which the migration moves or removes: files that this line ignored, such as `.env`, are no longer ignored at their new path; correct it before you commit"
                ),
                page: None,
            });
        }
    }
    found
}

/// The folder or file that a pattern names in any of its parts.
fn named<'n>(pattern: &str, names: &BTreeSet<&'n str>) -> Option<&'n str> {
    let pattern = pattern.trim();
    if pattern.starts_with('#') {
        return None;
    }
    for part in pattern.trim_start_matches('!').split('/') {
        if let Some(name) = names.get(part) {
            return Some(name);
        }
        let ending = part.trim_start_matches('*');
        if ending.len() > 1
            && ending != part
            && let Some(name) = names.iter().find(|name| name.ends_with(ending))
            && !ending.ends_with(".json")
        {
            return Some(name);
        }
    }
    None
}
