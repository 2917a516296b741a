//! The values of one component: each that is expected is found, missing or changed.

use std::collections::{BTreeMap, BTreeSet};

use syntax::Value;

use super::leaves::{self, Leaf};

/// What people call the values at a path, or below it.
const KINDS: &[(&str, &str)] = &[
    ("config.auth.requiredScopes[]", "scope"),
    ("config.auth.optionalScopes[]", "scope"),
    ("config.auth.conditionallyRequiredScopes[]", "scope"),
    ("config.auth.redirectUrls[]", "redirect URL"),
    ("config.permittedUrls.", "permitted URL"),
    ("config.secretKeys[]", "secret"),
    ("config.secretNames[]", "secret"),
    ("config.endpoint.path", "endpoint path"),
    ("config.endpoint.methods[]", "endpoint method"),
    ("config.settings.targetUrl", "target URL"),
    ("config.subscriptions.", "subscription"),
    ("dependencies.", "dependency"),
    ("devDependencies.", "dependency"),
    ("peerDependencies.", "dependency"),
    ("optionalDependencies.", "dependency"),
    ("uid", "uid"),
];

/// Properties that name a file.
const FILES: &[&str] = &[
    "config.entrypoint",
    "config.logo",
    "config.previewImage.file",
];

pub(super) fn kind(path: &str) -> &'static str {
    for (known, kind) in KINDS {
        if path == *known || known.ends_with('.') && path.starts_with(known) {
            return kind;
        }
    }
    "property"
}

pub(super) fn is_file(path: &str) -> bool {
    FILES.contains(&path)
}

pub(super) enum Verdict<'n> {
    Found,
    Missing,
    /// The new value.
    Changed(Leaf<'n>),
}

pub(super) struct Row<'o, 'n> {
    pub leaf: Leaf<'o>,
    pub verdict: Verdict<'n>,
}

pub(super) struct Rows<'o, 'n> {
    pub rows: Vec<Row<'o, 'n>>,
    /// How many values only the new file has.
    pub added: usize,
}

pub(super) fn compare<'o, 'n>(old: Value<'o>, new: Value<'n>) -> Rows<'o, 'n> {
    let old = leaves::by_path(old);
    let new = leaves::by_path(new);
    let mut rows = Vec::new();
    let mut seen = 0;
    for (path, expected) in &old {
        let found = new.get(path);
        let mut changed = BTreeSet::new();
        for leaf in expected.values() {
            let verdict = verdict(leaf, expected, found, &mut changed);
            if !matches!(verdict, Verdict::Missing) {
                seen += 1;
            }
            let leaf = leaf.clone();
            rows.push(Row { leaf, verdict });
        }
    }
    let all: usize = new.values().map(BTreeMap::len).sum();
    let added = all.saturating_sub(seen);
    for row in &mut rows {
        if matches!(row.verdict, Verdict::Missing)
            && let Some(leaf) = scope_in_other_list(&row.leaf, &new)
        {
            row.verdict = Verdict::Changed(leaf);
        }
    }
    Rows { rows, added }
}

fn verdict<'n>(
    leaf: &Leaf<'_>,
    expected: &BTreeMap<String, Leaf<'_>>,
    found: Option<&BTreeMap<String, Leaf<'n>>>,
    changed: &mut BTreeSet<String>,
) -> Verdict<'n> {
    let Some(found) = found else {
        return Verdict::Missing;
    };
    if found.contains_key(&leaf.key) {
        return Verdict::Found;
    }
    if !leaf.is_entry() {
        return match found.values().next() {
            Some(new) => Verdict::Changed(new.clone()),
            None => Verdict::Missing,
        };
    }
    let identity = leaf.identity();
    let is_object = leaf.value.as_str().is_none();
    if !is_object || identity.is_empty() {
        return Verdict::Missing;
    }
    for new in found.values() {
        if !expected.contains_key(&new.key)
            && new.identity() == identity
            && changed.insert(new.key.clone())
        {
            return Verdict::Changed(new.clone());
        }
    }
    Verdict::Missing
}

/// A scope that the app requests in another way than before.
fn scope_in_other_list<'n>(
    leaf: &Leaf<'_>,
    new: &BTreeMap<String, BTreeMap<String, Leaf<'n>>>,
) -> Option<Leaf<'n>> {
    if kind(&leaf.path) != "scope" {
        return None;
    }
    let mut lists = new.iter().filter(|(path, _)| kind(path) == "scope");
    lists.find_map(|(_, scopes)| scopes.get(&leaf.key).cloned())
}
