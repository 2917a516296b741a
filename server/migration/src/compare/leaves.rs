//! The values of a JSON text as rows of a path and a text, so that the order of keys and of lists does not matter: HubSpot's
//! server changes both.

use std::collections::BTreeMap;

use syntax::{Kind, Value, edit};

use crate::json;

/// Deeper values are compared as text.
const DEEPEST: usize = 24;

/// A scalar, or an entry of a list.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    /// `config.auth.requiredScopes[]`: entries of a list have no position.
    pub path: String,
    /// What is compared.
    pub key: String,
    pub value: Value<'a>,
}

impl Leaf<'_> {
    pub(super) fn is_entry(&self) -> bool {
        self.path.ends_with("[]")
    }

    /// For people.
    pub(super) fn shown(&self) -> String {
        match self.value.kind() {
            Kind::String => self.value.as_str().unwrap_or_default().to_owned(),
            Kind::Object | Kind::Array => self.key.replace('\n', ", ").replace('"', ""),
            _ => self.value.source().to_owned(),
        }
    }

    /// The strings of an entry that is an object: what it is about, while numbers and booleans are its settings.
    pub(super) fn identity(&self) -> String {
        let rows = self.key.lines();
        let strings: Vec<&str> = rows.filter(|row| row.ends_with('"')).collect();
        strings.join("\n")
    }
}

/// The leaves below a value. Empty values are left out: nothing is lost with them.
pub(super) fn leaves(root: Value<'_>) -> Vec<Leaf<'_>> {
    let mut leaves = Vec::new();
    let mut pending = vec![(root, String::new(), 0)];
    while let Some((value, path, depth)) = pending.pop() {
        match value.kind() {
            Kind::Object if depth < DEEPEST => {
                for member in value.members() {
                    let path = joined(&path, member.key.text);
                    pending.push((member.value, path, depth + 1));
                }
            }
            Kind::Array => {
                for element in value.elements() {
                    if !is_empty(element) {
                        let path = [&path, "[]"].concat();
                        leaves.push(leaf(path, element));
                    }
                }
            }
            _ if !is_empty(value) => leaves.push(leaf(path, value)),
            _ => {}
        }
    }
    leaves
}

/// The leaves by their paths and then by what is compared.
pub(super) fn by_path<'a>(root: Value<'a>) -> BTreeMap<String, BTreeMap<String, Leaf<'a>>> {
    let mut paths: BTreeMap<String, BTreeMap<String, Leaf<'a>>> = BTreeMap::new();
    for leaf in leaves(root) {
        let keys = paths.entry(leaf.path.clone()).or_default();
        keys.insert(leaf.key.clone(), leaf);
    }
    paths
}

fn leaf(path: String, value: Value<'_>) -> Leaf<'_> {
    let key = match value.kind() {
        Kind::Object | Kind::Array => rows(value),
        _ => scalar(value, &path),
    };
    Leaf { path, key, value }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        [path, ".", key].concat()
    }
}

fn is_empty(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Object | Kind::Array => value.is_empty(),
        Kind::String => value.as_str() == Some(""),
        Kind::Null => true,
        _ => false,
    }
}

/// The values in an entry, sorted, one per line.
fn rows(entry: Value<'_>) -> String {
    let mut rows = Vec::new();
    let mut pending = vec![(entry, String::new(), 0)];
    while let Some((value, path, depth)) = pending.pop() {
        match value.kind() {
            Kind::Object if depth < DEEPEST => {
                for member in value.members() {
                    // Both spellings are one property: HubSpot renamed it.
                    let key = match member.key.text {
                        "objectName" => "objectType",
                        key => key,
                    };
                    pending.push((member.value, joined(&path, key), depth + 1));
                }
            }
            Kind::Array if depth < DEEPEST => {
                for element in value.elements() {
                    pending.push((element, path.clone(), depth + 1));
                }
            }
            _ => rows.push(format!("{path}: {}", scalar(value, &path))),
        }
    }
    rows.sort();
    rows.join("\n")
}

/// A scalar, in one of its spellings.
fn scalar(value: Value<'_>, path: &str) -> String {
    let Some(text) = value.as_str() else {
        return json::canonical(value).trim_end().replace('\n', " ");
    };
    if path.ends_with("objectType") || path.ends_with("objectTypes[]") {
        return edit::quote(&catalog::singular(text));
    }
    match path {
        "config.distribution" => edit::quote(&text.to_ascii_lowercase()),
        _ => edit::quote(text),
    }
}
