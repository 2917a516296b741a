//! What happens to the files.

mod folders;

use diagnostics::{RelPath, message};

use super::{Detail, Page, Style, grouped};
use crate::plan::{Action, Plan};

/// The most files that are listed for a file that is split.
const MOST_PARTS: usize = 4;

/// The most unconverted files that are listed for one reason.
const MOST_LEFT: usize = 8;

pub(super) fn show(plan: &Plan, detail: Detail, page: &mut Page) {
    page.section("Files", &counts(plan));
    match detail {
        Detail::All => all(plan, page),
        Detail::Short => short(plan, page),
    }
}

#[derive(Default)]
struct Counts {
    kept: usize,
    left: usize,
    moved: usize,
    changed: usize,
    removed: usize,
}

fn counts(plan: &Plan) -> String {
    let mut counts = Counts::default();
    for action in plan.files.values() {
        match action {
            Action::Keep => counts.kept += 1,
            Action::Leave { .. } => counts.left += 1,
            Action::Move { .. } => counts.moved += 1,
            Action::Change { .. } => counts.changed += 1,
            Action::Remove { .. } => counts.removed += 1,
        }
    }
    let mut parts = Vec::new();
    for (number, what) in [
        (counts.changed, "changed"),
        (plan.created.len(), "created"),
        (counts.removed, "removed"),
        (counts.moved, "moved"),
        (counts.left, "not converted"),
        (counts.kept, "unchanged"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    if parts.is_empty() {
        "none".to_owned()
    } else {
        parts.join(", ")
    }
}

/// Every file, in the order of the paths.
fn all(plan: &Plan, page: &mut Page) {
    for (path, action) in &plan.files {
        match action {
            Action::Keep => row(page, "keep", path.as_str()),
            Action::Leave { to, reason } => left(page, path, to, reason),
            Action::Move { to } => row(page, "move", &format!("{path} → {to}")),
            Action::Change { to, .. } => changed(page, path, to),
            Action::Remove { replaced_by } => removed(plan, page, path, replaced_by, usize::MAX),
        }
    }
    for (path, file) in &plan.created {
        row(page, "create", &format!("{path} from {}", file.from));
    }
}

/// Without the files that are kept, and moved files by folder.
fn short(plan: &Plan, page: &mut Page) {
    for (path, action) in &plan.files {
        if let Action::Change { to, .. } = action {
            changed(page, path, to);
        }
    }
    for (path, action) in &plan.files {
        if let Action::Remove { replaced_by } = action {
            removed(plan, page, path, replaced_by, MOST_PARTS);
        }
    }
    for (path, file) in &plan.created {
        let is_listed = match plan.files.get(&file.from) {
            Some(Action::Remove { replaced_by }) => replaced_by.contains(path),
            _ => false,
        };
        if !is_listed {
            row(page, "create", &format!("{path} from {}", file.from));
        }
    }
    for moved in folders::moved(plan) {
        row(page, "move", &moved);
    }
    left_by_reason(plan, page);
}

fn left_by_reason(plan: &Plan, page: &mut Page) {
    let mut leaves: Vec<(&RelPath, &RelPath, &str)> = Vec::new();
    for (path, action) in &plan.files {
        if let Action::Leave { to, reason } = action {
            leaves.push((path, to, reason));
        }
    }
    for group in grouped(&leaves, |(_, _, reason)| *reason) {
        if let [(_, _, reason), ..] = group.as_slice()
            && group.len() > MOST_LEFT
        {
            let number = message::count(group.len(), "file");
            row(page, "leave", &format!("{number}: {reason}"));
            continue;
        }
        for (path, to, reason) in group {
            left(page, path, to, reason);
        }
    }
}

fn row(page: &mut Page, word: &str, text: &str) {
    let style = match word {
        "create" | "convert" => Style::Created,
        "change" | "move" => Style::Changed,
        "remove" => Style::Removed,
        "leave" => Style::Warning,
        _ => Style::Dimmed,
    };
    page.row(2, style, word, text);
}

fn changed(page: &mut Page, path: &RelPath, to: &RelPath) {
    if path == to {
        row(page, "change", path.as_str());
    } else {
        row(page, "change", &format!("{path} → {to}"));
    }
}

fn left(page: &mut Page, path: &RelPath, to: &RelPath, reason: &str) {
    if path == to {
        row(page, "leave", &format!("{path}: {reason}"));
    } else {
        row(
            page,
            "leave",
            &format!("{path} → {to}, unconverted: {reason}"),
        );
    }
}

/// A file whose content is in new files, or in ones that exist.
fn removed(plan: &Plan, page: &mut Page, path: &RelPath, replaced_by: &[RelPath], most: usize) {
    let is_converted = replaced_by
        .iter()
        .all(|path| plan.created.contains_key(path));
    match replaced_by {
        [] => row(
            page,
            "remove",
            &format!("{path}: it defines nothing, so no file replaces it"),
        ),
        _ if !is_converted => {
            let names = message::all_of(replaced_by.iter().map(RelPath::as_str));
            row(
                page,
                "remove",
                &format!("{path}: its content is in {names}"),
            );
        }
        [to] => row(page, "convert", &format!("{path} → {to}")),
        parts => {
            row(page, "convert", &format!("{path} → {} files", parts.len()));
            for part in parts.iter().take(most) {
                page.line(13, Style::Plain, part.as_str());
            }
            if parts.len() > most {
                let more = parts.len() - most;
                page.line(13, Style::Dimmed, &format!("and {more} more (--verbose)"));
            }
        }
    }
}
