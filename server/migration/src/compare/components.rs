//! Components and their values.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use syntax::{Syntax, Value};

use super::content;
use super::leaves::{self, Leaf};
use super::match_components::matches;
use super::origin::{self, Origins, trimmed};
use super::side::{New, Old};
use super::values::{self, Verdict};
use super::{Address, Changed, Comparison, Missing, MissingComponent, NotCompared};

/// Compares all components. Returns the paths that files without counterpart would have had which were not live.
pub(super) fn compare<'a>(
    old: &'a Old<'a>,
    new: &'a New<'a>,
    comparison: &mut Comparison,
) -> BTreeMap<&'a RelPath, &'a RelPath> {
    let mut left = BTreeMap::new();
    let fields = origin::fields(old);
    let matches = matches(old, new);
    comparison.added.components = matches.added;
    let none = BTreeSet::new();
    let generated = generated(old);
    for (target, counterpart) in matches.pairs {
        let Some(expected) = old.components.get(target) else {
            continue;
        };
        let Some(root) = expected.syntax.root() else {
            continue;
        };
        let pair = Pair {
            old,
            new,
            target,
            origins: Origins::new(old, &fields, target, &expected.from),
            root,
            generated: generated.get(target).unwrap_or(&none),
        };
        let found = counterpart.and_then(|path| Some((path, new.components.get(path)?)));
        match found {
            Some((path, syntax)) => pair.compare(path, syntax, comparison),
            None if old.reason_to_leave(&expected.from).is_some() => {
                left.insert(&expected.from, target);
            }
            None => comparison.missing_components.push(pair.missing()),
        }
    }
    for path in &new.broken {
        comparison.not_compared.push(NotCompared {
            at: new.address(path, ""),
            reason: "it cannot be read as a component; `hsmeta check` says why".to_owned(),
        });
    }
    left
}

/// An expected component.
struct Pair<'a> {
    old: &'a Old<'a>,
    new: &'a New<'a>,
    target: &'a RelPath,
    origins: Origins<'a>,
    root: Value<'a>,
    /// The properties that no old file has.
    generated: &'a BTreeSet<&'a str>,
}

/// The properties that no old file has, by their new files.
fn generated<'a>(old: &'a Old<'a>) -> BTreeMap<&'a RelPath, BTreeSet<&'a str>> {
    let mut files: BTreeMap<&RelPath, BTreeSet<&str>> = BTreeMap::new();
    for value in &old.plan.generated {
        if !value.path.is_empty() {
            files.entry(&value.file).or_default().insert(&value.path);
        }
    }
    files
}

impl Pair<'_> {
    fn compare(&self, path: &RelPath, syntax: &Syntax, comparison: &mut Comparison) {
        let Some(root) = syntax.root() else {
            return;
        };
        comparison.found.components += 1;
        let rows = values::compare(self.root, root);
        comparison.added.values += rows.added;
        for row in rows.rows {
            let leaf = row.leaf;
            if self.generated.contains(trimmed(&leaf.path)) {
                continue;
            }
            match row.verdict {
                Verdict::Found => comparison.found.values += 1,
                Verdict::Missing => comparison
                    .missing_values
                    .push(self.value(&leaf, Some(path))),
                Verdict::Changed(new) if self.is_same_file(&leaf, path, &new) => {
                    comparison.found.values += 1;
                }
                Verdict::Changed(new) => comparison.changed_values.push(Changed {
                    kind: values::kind(&leaf.path),
                    old_value: leaf.shown(),
                    new_value: new.shown(),
                    is_moved: leaf.key == new.key,
                    old: self.origin(&leaf),
                    new: self.new.address(path, trimmed(&new.path)),
                }),
            }
        }
    }

    fn value(&self, leaf: &Leaf<'_>, path: Option<&RelPath>) -> Missing {
        let new = match path {
            Some(path) => self.new.address(path, trimmed(&leaf.path)),
            None => Address {
                file: String::new(),
                property: trimmed(&leaf.path).to_owned(),
            },
        };
        Missing {
            kind: values::kind(&leaf.path),
            value: leaf.shown(),
            old: self.origin(leaf),
            new,
        }
    }

    fn origin(&self, leaf: &Leaf<'_>) -> Address {
        match leaf.path.as_str() {
            "uid" => self.origins.of_uid(string(self.root, "type")),
            path => self.origins.of(path),
        }
    }

    /// Whether two paths name files with the same content: HubSpot's server renames logos.
    fn is_same_file(&self, leaf: &Leaf<'_>, path: &RelPath, new: &Leaf<'_>) -> bool {
        if !values::is_file(&leaf.path) {
            return false;
        }
        let (Some(before), Some(after)) = (leaf.value.as_str(), new.value.as_str()) else {
            return false;
        };
        let old_file = content::at_target(self.old, self.target, before);
        let new_file = content::named(self.new.inputs, path, after);
        match (old_file, new_file) {
            (Some(old), Some(new)) => content::is_same(old, new),
            _ => false,
        }
    }

    fn missing(&self) -> MissingComponent {
        let type_name = string(self.root, "type");
        let mut values = Vec::new();
        for leaf in leaves::leaves(self.root) {
            let is_notable = values::kind(&leaf.path) != "property" && leaf.path != "uid";
            if is_notable && !self.generated.contains(trimmed(&leaf.path)) {
                values.push(self.value(&leaf, None));
            }
        }
        values.sort();
        let runs_no_functions = self.new.version == Some("2025.2");
        let reason = if type_name == "app-function" && runs_no_functions {
            Some("platform version 2025.2 runs no app functions".to_owned())
        } else {
            None
        };
        MissingComponent {
            old: self.origins.component(type_name),
            component: type_name.to_owned(),
            uid: string(self.root, "uid").to_owned(),
            reason,
            values,
        }
    }
}

fn string<'a>(root: Value<'a>, key: &str) -> &'a str {
    root.get(key)
        .and_then(|value| value.as_str())
        .unwrap_or_default()
}
