//! Components and their values.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use syntax::{Syntax, Value};

use super::content;
use super::leaves::{self, Leaf};
use super::match_components::Matcher;
use super::origin::{self, Origins, trimmed};
use super::side::{New, Old};
use super::values::{self, Verdict};
use super::{Address, Changed, Comparison, Missing, MissingComponent, NotCompared};

/// What the comparison of files has to know of components.
pub(super) struct Matched<'a> {
    /// Old files that were not live and are components now.
    pub converted: BTreeSet<RelPath>,
    /// New components that an old file has become.
    pub counterparts: BTreeSet<&'a RelPath>,
}

/// Compares all components. `with_unreferenced` also expects those that were not live, which a person may have converted.
pub(super) fn compare<'a>(
    old: &'a Old<'a>,
    with_unreferenced: &'a Old<'a>,
    new: &'a New<'a>,
    comparison: &mut Comparison,
) -> Matched<'a> {
    let mut matcher = Matcher::new(new);
    let pairs = Pairs::new(old, new);
    for (target, counterpart) in matcher.pairs(old, &old.components.keys().collect::<Vec<_>>()) {
        let Some(pair) = pairs.pair(target) else {
            continue;
        };
        match counterpart.and_then(|path| Some((path, new.components.get(path)?))) {
            Some((path, syntax)) => pair.compare(path, syntax, comparison),
            None => comparison.missing_components.push(pair.missing()),
        }
    }
    let mut converted = BTreeSet::new();
    let pairs = Pairs::new(with_unreferenced, new);
    for (target, counterpart) in matcher.pairs(with_unreferenced, &with_unreferenced.unreferenced())
    {
        if let Some(pair) = pairs.pair(target)
            && let Some(path) = counterpart
            && let Some(syntax) = new.components.get(path)
        {
            pair.compare(path, syntax, comparison);
            converted.insert(pair.from.clone());
        }
    }
    for path in &new.broken {
        comparison.not_compared.push(NotCompared {
            at: new.address(path, ""),
            reason: "it cannot be read as a component; `hsmeta check` says why".to_owned(),
        });
    }
    Matched {
        converted,
        counterparts: matcher.taken(),
    }
}

/// What all pairs have in common.
struct Pairs<'a> {
    old: &'a Old<'a>,
    new: &'a New<'a>,
    /// The properties of each new file: new path, old path.
    fields: BTreeMap<&'a RelPath, Vec<(&'a str, &'a str)>>,
    /// The properties that no old file has, by their new files.
    generated: BTreeMap<&'a RelPath, BTreeSet<&'a str>>,
    none: BTreeSet<&'a str>,
}

impl<'a> Pairs<'a> {
    fn new(old: &'a Old<'a>, new: &'a New<'a>) -> Pairs<'a> {
        let mut generated: BTreeMap<&RelPath, BTreeSet<&str>> = BTreeMap::new();
        for value in &old.plan.generated {
            if !value.path.is_empty() {
                let properties = generated.entry(&value.file).or_default();
                properties.insert(&value.path);
            }
        }
        Pairs {
            old,
            new,
            fields: origin::fields(old),
            generated,
            none: BTreeSet::new(),
        }
    }

    fn pair<'p>(&'p self, target: &'p RelPath) -> Option<Pair<'p>>
    where
        'a: 'p,
    {
        let expected = self.old.components.get(target)?;
        Some(Pair {
            old: self.old,
            new: self.new,
            target,
            from: &expected.from,
            origins: Origins::new(self.old, &self.fields, target, &expected.from),
            root: expected.syntax.root()?,
            generated: self.generated.get(target).unwrap_or(&self.none),
        })
    }
}

/// An expected component.
struct Pair<'a> {
    old: &'a Old<'a>,
    new: &'a New<'a>,
    target: &'a RelPath,
    from: &'a RelPath,
    origins: Origins<'a>,
    root: Value<'a>,
    /// The properties that no old file has.
    generated: &'a BTreeSet<&'a str>,
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

    /// Whether two paths name files with the same content, as HubSpot's server renames logos, or the path is as it was.
    fn is_same_file(&self, leaf: &Leaf<'_>, path: &RelPath, new: &Leaf<'_>) -> bool {
        if !values::is_file(&leaf.path) {
            return false;
        }
        let (Some(before), Some(after)) = (leaf.value.as_str(), new.value.as_str()) else {
            return false;
        };
        if self.origins.text(&leaf.path) == Some(after) {
            return true;
        }
        let old_file = content::at_target(self.old, self.target, before);
        let new_file = content::named(self.new.inputs, path, after);
        match (old_file, new_file) {
            (Some(old), Some(new)) => content::is_same(old, new),
            // A file that never existed may be in any folder.
            (None, _) => content::file_name(before) == content::file_name(after),
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
