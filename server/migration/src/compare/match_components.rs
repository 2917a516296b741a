//! Which new component is which old one.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use syntax::{Syntax, Value};

use super::side::{New, Old};

/// What identifies a component whose uid differs, by type: HubSpot's server makes the uids that were missing.
const MARKS: &[(&str, &[&str])] = &[
    ("app-function", &["config", "endpoint", "path"]),
    ("app-function", &["config", "entrypoint"]),
    ("theme", &["config", "themePath"]),
    ("cms-assets", &["config", "themePath"]),
];

/// Types that a project has once.
const SINGLE: &[&str] = &["app", "webhooks"];

pub(super) struct Matches<'a> {
    /// Each expected component with its counterpart.
    pub pairs: Vec<(&'a RelPath, Option<&'a RelPath>)>,
    /// How many new components have no counterpart.
    pub added: usize,
}

/// The properties by which a component is found.
struct Marked {
    type_name: String,
    uid: Option<String>,
    marks: Vec<(usize, String)>,
}

pub(super) fn matches<'a>(old: &'a Old<'a>, new: &'a New<'a>) -> Matches<'a> {
    let expected: Vec<(&RelPath, Marked)> = old
        .components
        .iter()
        .filter_map(|(path, component)| {
            let below = path.below(old.inputs.src.as_str());
            Some((path, Marked::of(&component.syntax, below)?))
        })
        .collect();
    let found: Vec<(&RelPath, Marked)> = new
        .components
        .iter()
        .filter_map(|(path, syntax)| {
            let below = path.below(new.inputs.src.as_str());
            Some((*path, Marked::of(syntax, below)?))
        })
        .collect();
    let mut pairs = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for round in [Marked::uids as fn(&Marked) -> Vec<String>, Marked::others] {
        let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, marked)) in found.iter().enumerate().rev() {
            for mark in round(marked) {
                open.entry(mark).or_default().push(at);
            }
        }
        for (at, (_, marked)) in expected.iter().enumerate() {
            if pairs.contains_key(&at) {
                continue;
            }
            for mark in round(marked) {
                if let Some(other) = next_open(&mut open, &mark, &taken) {
                    taken.insert(other);
                    pairs.insert(at, other);
                    break;
                }
            }
        }
    }
    let mut result = Vec::new();
    for (at, (path, _)) in expected.iter().enumerate() {
        let other = pairs.get(&at).and_then(|other| found.get(*other));
        result.push((*path, other.map(|(path, _)| *path)));
    }
    Matches {
        pairs: result,
        added: found.len() - taken.len(),
    }
}

fn next_open(
    open: &mut BTreeMap<String, Vec<usize>>,
    mark: &str,
    taken: &BTreeSet<usize>,
) -> Option<usize> {
    let candidates = open.get_mut(mark)?;
    while let Some(at) = candidates.pop() {
        if !taken.contains(&at) {
            return Some(at);
        }
    }
    None
}

impl Marked {
    /// `path` is relative to the source folder.
    fn of(syntax: &Syntax, path: Option<&str>) -> Option<Marked> {
        let root = syntax.root()?;
        let type_name = root.get("type")?.as_str()?.to_owned();
        let uid = root.get("uid").and_then(|uid| uid.as_str());
        let mut marks = Vec::new();
        for (number, (component, path)) in MARKS.iter().enumerate() {
            if *component == type_name
                && let Some(text) = string(root, path)
            {
                // A folder may have another name.
                let name = RelPath::new(text).file_name().to_owned();
                let is_file = path.last() == Some(&"entrypoint");
                marks.push((number, if is_file { name } else { text.to_owned() }));
            }
        }
        if let Some(name) = string(root, &["config", "name"]) {
            marks.push((MARKS.len(), name.to_owned()));
        }
        if SINGLE.contains(&type_name.as_str()) {
            marks.push((MARKS.len() + 1, String::new()));
        }
        if let Some(path) = path {
            marks.push((MARKS.len() + 2, path.to_owned()));
        }
        Some(Marked {
            uid: uid.map(str::to_owned),
            type_name,
            marks,
        })
    }

    fn uids(&self) -> Vec<String> {
        let uid = self.uid.iter();
        uid.map(|uid| [&self.type_name, "\n", uid].concat())
            .collect()
    }

    fn others(&self) -> Vec<String> {
        let mut marks = Vec::new();
        for (number, text) in &self.marks {
            marks.push(format!("{}\n{number}\n{text}", self.type_name));
        }
        marks
    }
}

fn string<'a>(root: Value<'a>, path: &[&str]) -> Option<&'a str> {
    root.at(path)?.as_str()
}
