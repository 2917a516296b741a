//! `package.json` by its properties: what matters is which dependencies are missing.

use std::collections::BTreeMap;

use diagnostics::RelPath;

use super::files::{File, Open};
use super::origin::trimmed;
use super::side::{New, Old};
use super::values::{self, Verdict};
use super::{Address, Changed, Comparison, Missing, content};
use crate::plan::Outcome;

/// Properties that npm requires and nothing reads.
const UNREAD: &[&str] = &["name", "version"];

/// Compares those that are at their expected paths with other content, and removes them from `missing`.
pub(super) fn compare<'a>(
    old: &Old<'_>,
    new: &New<'_>,
    files: &[File<'_>],
    missing: &mut Vec<&File<'_>>,
    open: &mut Open<'a>,
    comparison: &mut Comparison,
) {
    let mut uses: BTreeMap<&RelPath, usize> = BTreeMap::new();
    for file in files {
        *uses.entry(&file.target).or_default() += 1;
    }
    let mut compared = Vec::new();
    missing.retain(|file| {
        if file.path.file_name() != "package.json" {
            return true;
        }
        let is_merged = uses.get(&file.target).is_some_and(|uses| *uses > 1);
        let other = open.get(&file.target).or_else(|| {
            let files = &new.inputs.project.files;
            if is_merged {
                files.get(&file.target)
            } else {
                None
            }
        });
        let is_compared = other.is_some_and(|other| {
            let text = (content::text(&file.content), content::text(other));
            let (Some(before), Some(after)) = text else {
                return false;
            };
            package(old, new, file, (before, after), is_merged, comparison)
        });
        if is_compared {
            compared.push(file.target.clone());
        }
        !is_compared
    });
    for target in compared {
        open.take(&target);
    }
}

/// The old addresses of the properties of a file: several files may have become one.
fn origins<'o>(old: &'o Old<'_>, file: &File<'_>) -> BTreeMap<&'o str, Address> {
    let mut origins = BTreeMap::new();
    for field in &old.plan.fields {
        if let Outcome::Moved { file: to, path } | Outcome::Converted { file: to, path } =
            &field.outcome
            && to == file.to
        {
            origins.insert(path.as_str(), old.address(&field.file, &field.path));
        }
    }
    origins
}

/// Compares two texts; `false` if one of them cannot be read.
fn package(
    old: &Old<'_>,
    new: &New<'_>,
    file: &File<'_>,
    (before, after): (&str, &str),
    is_merged: bool,
    comparison: &mut Comparison,
) -> bool {
    let (before, after) = (syntax::parse(before), syntax::parse(after));
    let (Some(before_root), Some(after_root)) = (before.root(), after.root()) else {
        return false;
    };
    if !before.errors.is_empty() || !after.errors.is_empty() {
        return false;
    }
    comparison.found.files += 1;
    let origins = origins(old, file);
    let rows = values::compare(before_root, after_root);
    comparison.added.values += rows.added;
    for row in rows.rows {
        let path = trimmed(&row.leaf.path);
        let kind = values::kind(path);
        if UNREAD.contains(&path) || is_merged && kind != "dependency" {
            continue;
        }
        let address = origins.get(path).cloned();
        let old = address.unwrap_or_else(|| old.address(file.path, path));
        let new = new.address(&file.target, path);
        match row.verdict {
            Verdict::Found => comparison.found.values += 1,
            Verdict::Missing => comparison.missing_values.push(Missing {
                kind,
                value: match path.split_once('.') {
                    Some((_, name)) if kind == "dependency" => name.to_owned(),
                    _ => row.leaf.shown(),
                },
                old,
                new,
            }),
            Verdict::Changed(leaf) => comparison.changed_values.push(Changed {
                kind,
                old_value: row.leaf.shown(),
                new_value: leaf.shown(),
                is_moved: false,
                old,
                new,
            }),
        }
    }
    true
}
