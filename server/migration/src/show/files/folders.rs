//! Moved files by the folders that they move with.

use std::collections::BTreeMap;

use diagnostics::RelPath;

use crate::plan::{Action, Plan};

/// A line for each folder that moves, and for each file that moves alone or gets another name.
pub(super) fn moved(plan: &Plan) -> Vec<String> {
    let mut folders: BTreeMap<(&str, &str), Vec<&RelPath>> = BTreeMap::new();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for (path, action) in &plan.files {
        let Action::Move { to } = action else {
            continue;
        };
        match without_common_end(path.as_str(), to.as_str()) {
            Some(folder) => folders.entry(folder).or_default().push(path),
            None => {
                lines.insert(path.to_string(), format!("{path} → {to}"));
            }
        }
    }
    for ((from, to), files) in folders {
        let (key, line) = match files.as_slice() {
            [file] => {
                let rest = below(from, file.as_str());
                (file.to_string(), format!("{file} → {}", joined(to, rest)))
            }
            files => {
                let common = common_folder(from, files);
                let (from, to) = (joined(from, common), joined(to, common));
                let line = format!(
                    "{} → {} ({} files)",
                    as_folder(&from),
                    as_folder(&to),
                    files.len()
                );
                (from, line)
            }
        };
        lines.insert(key, line);
    }
    lines.into_values().collect()
}

/// What differs of two paths with the same file name: the folders above what both end with.
fn without_common_end<'p>(from: &'p str, to: &'p str) -> Option<(&'p str, &'p str)> {
    let (mut from, mut to) = (Some(from), Some(to));
    let mut is_same_name = false;
    while let (Some(one), Some(other)) = (from, to) {
        let (one_parent, one_name) = split(one);
        let (other_parent, other_name) = split(other);
        if one_name != other_name {
            break;
        }
        is_same_name = true;
        (from, to) = (one_parent, other_parent);
    }
    if is_same_name {
        Some((from.unwrap_or_default(), to.unwrap_or_default()))
    } else {
        None
    }
}

/// The folder of a path, and its last name.
fn split(path: &str) -> (Option<&str>, &str) {
    match path.rsplit_once('/') {
        Some((folder, name)) => (Some(folder), name),
        None => (None, path),
    }
}

/// The innermost folder below another one that all files are in; empty if that is the other one.
fn common_folder<'p>(folder: &str, files: &[&'p RelPath]) -> &'p str {
    let mut folders = files
        .iter()
        .map(|file| split(below(folder, file.as_str())).0.unwrap_or_default());
    let mut common = folders.next().unwrap_or_default();
    for other in folders {
        while !is_in(other, common) {
            common = split(common).0.unwrap_or_default();
        }
    }
    common
}

fn is_in(path: &str, folder: &str) -> bool {
    match path.strip_prefix(folder) {
        Some(rest) => rest.is_empty() || rest.starts_with('/') || folder.is_empty(),
        None => false,
    }
}

fn below<'p>(folder: &str, path: &'p str) -> &'p str {
    let rest = path.strip_prefix(folder).unwrap_or(path);
    rest.strip_prefix('/').unwrap_or(rest)
}

fn joined(folder: &str, rest: &str) -> String {
    match (folder, rest) {
        ("", rest) => rest.to_owned(),
        (folder, "") => folder.to_owned(),
        _ => format!("{folder}/{rest}"),
    }
}

fn as_folder(path: &str) -> String {
    match path {
        "" => "./".to_owned(),
        path => format!("{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(moves: &[(&str, &str)]) -> Vec<String> {
        let mut plan = Plan::default();
        for (from, to) in moves {
            let to = RelPath::new(*to);
            plan.files.insert(RelPath::new(*from), Action::Move { to });
        }
        moved(&plan)
    }

    #[test]
    fn a_moved_folder_is_one_line() {
        let moves = [
            ("src/app/extensions/a.tsx", "src/app/cards/a.tsx"),
            ("src/app/extensions/b/c.tsx", "src/app/cards/b/c.tsx"),
            (
                "src/app/extensions/b/cards/c.tsx",
                "src/app/cards/b/cards/c.tsx",
            ),
        ];
        assert_eq!(
            lines(&moves),
            ["src/app/extensions/ → src/app/cards/ (3 files)"]
        );
    }

    #[test]
    fn a_folder_is_named_as_deep_as_all_files_are() {
        let moves = [
            ("src/shop/a/b.html", "src/theme/shop/a/b.html"),
            ("src/shop/a/c/b.html", "src/theme/shop/a/c/b.html"),
        ];
        assert_eq!(lines(&moves), ["src/shop/a/ → src/theme/shop/a/ (2 files)"]);
    }

    #[test]
    fn a_single_file_is_listed_with_its_name() {
        let moves = [
            ("a.js", "src/a.js"),
            ("app.functions/x.js", "functions/x.js"),
            ("b/logo.png", "c/app-logo.png"),
        ];
        assert_eq!(
            lines(&moves),
            [
                "a.js → src/a.js",
                "app.functions/x.js → functions/x.js",
                "b/logo.png → c/app-logo.png"
            ]
        );
    }
}
