//! The values of one component: each that is expected is found, missing or changed.

use std::collections::BTreeMap;

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
    let mut scopes = Scopes::default();
    for (path, leaves) in &new {
        if kind(path) == "scope" {
            scopes.extend(leaves.iter().map(|(key, leaf)| (key.as_str(), leaf)));
        }
    }
    let mut rows = Vec::new();
    let mut seen = 0;
    for (path, expected) in &old {
        let mut candidates = match new.get(path) {
            Some(found) => Candidates::new(expected, found),
            None => Candidates::default(),
        };
        for leaf in expected.values() {
            let verdict = candidates.verdict(leaf, &scopes);
            if !matches!(verdict, Verdict::Missing) {
                seen += 1;
            }
            let leaf = leaf.clone();
            rows.push(Row { leaf, verdict });
        }
    }
    let all: usize = new.values().map(BTreeMap::len).sum();
    let added = all.saturating_sub(seen);
    Rows { rows, added }
}

/// The scopes that an app requests in any list.
type Scopes<'r, 'n> = BTreeMap<&'r str, &'r Leaf<'n>>;

/// The new leaves at one path.
#[derive(Default)]
struct Candidates<'r, 'n> {
    found: Option<&'r BTreeMap<String, Leaf<'n>>>,
    /// Objects that are not expected, by what they are about.
    others: BTreeMap<String, Vec<&'r Leaf<'n>>>,
}

impl<'r, 'n> Candidates<'r, 'n> {
    fn new(
        expected: &BTreeMap<String, Leaf<'_>>,
        found: &'r BTreeMap<String, Leaf<'n>>,
    ) -> Candidates<'r, 'n> {
        let mut others: BTreeMap<String, Vec<&Leaf<'_>>> = BTreeMap::new();
        for leaf in found.values() {
            if leaf.is_entry() && leaf.value.as_str().is_none() && !expected.contains_key(&leaf.key)
            {
                others.entry(leaf.identity()).or_default().push(leaf);
            }
        }
        Candidates {
            found: Some(found),
            others,
        }
    }

    fn verdict(&mut self, leaf: &Leaf<'_>, scopes: &Scopes<'_, 'n>) -> Verdict<'n> {
        // A scope that the app requests in another way than before.
        let other_list = match kind(&leaf.path) {
            "scope" => scopes.get(leaf.key.as_str()).copied(),
            _ => None,
        };
        let Some(found) = self.found else {
            return changed(other_list);
        };
        if found.contains_key(&leaf.key) {
            return Verdict::Found;
        }
        if !leaf.is_entry() {
            return changed(found.values().next());
        }
        let identity = leaf.identity();
        if leaf.value.as_str().is_some() || identity.is_empty() {
            return changed(other_list);
        }
        changed(self.others.get_mut(&identity).and_then(Vec::pop))
    }
}

fn changed<'n>(new: Option<&Leaf<'n>>) -> Verdict<'n> {
    match new {
        Some(new) => Verdict::Changed(new.clone()),
        None => Verdict::Missing,
    }
}
