//! The old address of an expected value.

use std::collections::BTreeMap;

use diagnostics::RelPath;

use super::Address;
use super::side::Old;
use crate::plan::Outcome;

/// The old paths of the properties of one component, by their new paths.
pub(super) struct Origins<'a> {
    old: &'a Old<'a>,
    from: &'a RelPath,
    /// `None` if the file is not converted.
    paths: Option<BTreeMap<String, &'a str>>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(
        old: &'a Old<'a>,
        fields: &BTreeMap<&'a RelPath, Vec<(&'a str, &'a str)>>,
        target: &'a RelPath,
        from: &'a RelPath,
    ) -> Origins<'a> {
        let mut paths = None;
        if let Some(fields) = fields.get(target) {
            let mut known = BTreeMap::new();
            for (new, old) in fields {
                known.entry(without_numbers(new)).or_insert(*old);
            }
            paths = Some(known);
        }
        Origins { old, from, paths }
    }

    /// Where the value of a leaf comes from: its own path, or that of an object around it or in it. An entry of a list has the
    /// address of the list.
    pub(super) fn of(&self, leaf: &str) -> Address {
        let mut property = match &self.paths {
            None => trimmed(leaf).to_owned(),
            Some(paths) => find(paths, leaf),
        };
        if leaf.ends_with("[]")
            && let Some((list, _)) = property.split_once('[')
        {
            property.truncate(list.len());
        }
        self.old.address(self.from, &property)
    }

    /// The string that a leaf had.
    pub(super) fn text(&self, leaf: &str) -> Option<&'a str> {
        let property = self.of(leaf).property;
        let keys: Vec<&str> = property.split('.').collect();
        self.old.inputs.root(self.from)?.at(&keys)?.as_str()
    }

    /// Where the uid of a component comes from: that of a function is the name of its object.
    pub(super) fn of_uid(&self, type_name: &str) -> Address {
        let address = self.of("uid");
        if address.property.is_empty() {
            self.component(type_name)
        } else {
            address
        }
    }

    /// The part of the old file that a component is made from.
    pub(super) fn component(&self, type_name: &str) -> Address {
        let mut address = self.of("config.entrypoint");
        address.property = match address.property.strip_suffix(".file") {
            Some(function) if type_name == "app-function" => function.to_owned(),
            _ => String::new(),
        };
        address
    }
}

/// The properties of each new file: new path, old path.
pub(super) fn fields<'a>(old: &'a Old<'a>) -> BTreeMap<&'a RelPath, Vec<(&'a str, &'a str)>> {
    let mut files: BTreeMap<&RelPath, Vec<(&str, &str)>> = BTreeMap::new();
    for field in &old.plan.fields {
        if let Outcome::Moved { file, path } | Outcome::Converted { file, path } = &field.outcome {
            files.entry(file).or_default().push((path, &field.path));
        }
    }
    files
}

fn find(paths: &BTreeMap<String, &str>, leaf: &str) -> String {
    let mut path = leaf;
    loop {
        if let Some(old) = paths.get(path) {
            let rest = &leaf[path.len()..];
            return trimmed(&[old, rest].concat()).to_owned();
        }
        let shorter = path
            .strip_suffix("[]")
            .or_else(|| path.rsplit_once('.').map(|(parent, _)| parent));
        match shorter {
            Some(shorter) => path = shorter,
            None => break,
        }
    }
    let below = paths.range(leaf.to_owned()..).next();
    match below {
        Some((path, old)) if path.starts_with(leaf) => (*old).to_owned(),
        _ => String::new(),
    }
}

/// A path for people, who need no brackets to find a list.
pub(super) fn trimmed(path: &str) -> &str {
    path.strip_suffix("[]").unwrap_or(path)
}

fn without_numbers(path: &str) -> String {
    let mut parts = path.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((_, rest)) => {
                text += "[]";
                text += rest;
            }
            None => text += part,
        }
    }
    text
}
