//! Which new component is which old one.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use syntax::{Syntax, Value};

use super::content;
use super::side::{New, Old};

/// What identifies a component whose uid differs, by type: HubSpot's server makes the uids that were missing.
const PROPERTIES: &[(&str, &[&str])] = &[
    ("app-function", &["config", "endpoint", "path"]),
    ("app-function", &["config", "entrypoint"]),
    ("theme", &["config", "themePath"]),
    ("cms-assets", &["config", "themePath"]),
];

/// Types that a project has once.
const SINGLE: &[&str] = &["app", "webhooks"];

/// The new components, and which of them have a counterpart.
pub(super) struct Matcher<'a> {
    found: Vec<(&'a RelPath, Marked)>,
    taken: BTreeSet<usize>,
}

/// By what a component is found, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Uid,
    Property,
    Name,
    /// It is the only one of its type.
    Type,
    Path,
    FileName,
}

const MARK_ORDER: [Mark; 6] = [
    Mark::Uid,
    Mark::Property,
    Mark::Name,
    Mark::Type,
    Mark::Path,
    Mark::FileName,
];

/// A component with its marks, each of which begins with its type.
struct Marked {
    marks: Vec<(Mark, String)>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(new: &'a New<'a>) -> Matcher<'a> {
        let mut found = Vec::new();
        for (path, syntax) in &new.components {
            let below = path.below(new.inputs.src.as_str());
            if let Some(marked) = Marked::of(syntax, &[below]) {
                found.push((*path, marked));
            }
        }
        Matcher {
            found,
            taken: BTreeSet::new(),
        }
    }

    /// Each of the expected components with its counterpart.
    pub(super) fn pairs<'o>(
        &mut self,
        old: &Old<'_>,
        paths: &[&'o RelPath],
    ) -> Vec<(&'o RelPath, Option<&'a RelPath>)> {
        let mut expected = Vec::new();
        for path in paths {
            let Some(component) = old.components.get(*path) else {
                continue;
            };
            let src = old.inputs.src.as_str();
            let below = [path, &component.from].map(|path| path.below(src));
            if let Some(marked) = Marked::of(&component.syntax, &below) {
                expected.push((*path, marked, None));
            }
        }
        for mark in MARK_ORDER {
            let mut open = self.open(mark);
            for (_, marked, counterpart) in &mut expected {
                if counterpart.is_some() {
                    continue;
                }
                for text in marked.texts(mark) {
                    *counterpart = self.take(&mut open, text);
                    if counterpart.is_some() {
                        break;
                    }
                }
            }
        }
        let pairs = expected.into_iter();
        pairs
            .map(|(path, _, counterpart)| (path, counterpart))
            .collect()
    }

    /// Those that have a counterpart.
    pub(super) fn taken(&self) -> BTreeSet<&'a RelPath> {
        let taken = self.taken.iter();
        taken
            .filter_map(|at| self.found.get(*at))
            .map(|(path, _)| *path)
            .collect()
    }

    /// The components by their marks, the first one last.
    fn open(&self, mark: Mark) -> BTreeMap<String, Vec<usize>> {
        let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, marked)) in self.found.iter().enumerate().rev() {
            for text in marked.texts(mark) {
                open.entry(text.to_owned()).or_default().push(at);
            }
        }
        open
    }

    fn take(&mut self, open: &mut BTreeMap<String, Vec<usize>>, text: &str) -> Option<&'a RelPath> {
        let candidates = open.get_mut(text)?;
        while let Some(at) = candidates.pop() {
            if self.taken.insert(at) {
                return self.found.get(at).map(|(path, _)| *path);
            }
        }
        None
    }
}

impl Marked {
    /// `paths` are those that it may have, relative to the source folder.
    fn of(syntax: &Syntax, paths: &[Option<&str>]) -> Option<Marked> {
        let root = syntax.root()?;
        let type_name = root.get("type")?.as_str()?;
        let mut marks = Vec::new();
        let mut add = |mark: Mark, text: &str| {
            marks.push((mark, [type_name, "\n", text].concat()));
        };
        if let Some(uid) = string(root, &["uid"]) {
            add(Mark::Uid, uid);
        }
        for (component, path) in PROPERTIES {
            if *component == type_name
                && let Some(text) = string(root, path)
            {
                let key = path.concat();
                // The folder of the code may have another name.
                let text = match path.last() {
                    Some(&"entrypoint") => content::file_name(text),
                    _ => text,
                };
                add(Mark::Property, &[&key, "\n", text].concat());
            }
        }
        if let Some(name) = string(root, &["config", "name"]) {
            add(Mark::Name, name);
        }
        if SINGLE.contains(&type_name) {
            add(Mark::Type, "");
        }
        for path in paths.iter().flatten() {
            add(Mark::Path, path);
            add(Mark::FileName, content::file_name(path));
        }
        Some(Marked { marks })
    }

    fn texts(&self, wanted: Mark) -> impl Iterator<Item = &str> {
        let marks = self.marks.iter();
        marks.filter_map(move |(mark, text)| {
            if *mark == wanted {
                Some(text.as_str())
            } else {
                None
            }
        })
    }
}

fn string<'a>(root: Value<'a>, path: &[&str]) -> Option<&'a str> {
    root.at(path)?.as_str()
}
