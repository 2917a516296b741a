//! What a schema says of one value: the schema at the value, with all that its references and branches add.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Value;

/// The most subschemas that apply to one value.
const MAX_PARTS: usize = 256;

/// The most values of an enumeration: a large one may be repeated at every value.
const MAX_VALUES: usize = 2_000;

/// Keywords with one value, which is compared as it is.
const SINGLE: [&str; 15] = [
    "additionalProperties",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// By keyword. What has several values is sorted.
pub(super) type Facts = BTreeMap<&'static str, Value>;

/// A value that a schema describes.
pub(super) struct Place<'s> {
    root: &'s Value,
    version: &'s str,
    /// What always applies to the value.
    always: Vec<&'s Value>,
    /// What applies in a branch: of `anyOf`, `oneOf`, `if`.
    sometimes: Vec<&'s Value>,
}

impl<'s> Place<'s> {
    pub(super) fn new(root: &'s Value, schema: &'s Value, version: &'s str) -> Place<'s> {
        Place::of(root, vec![schema], Vec::new(), version)
    }

    fn of(
        root: &'s Value,
        always: Vec<&'s Value>,
        sometimes: Vec<&'s Value>,
        version: &'s str,
    ) -> Place<'s> {
        let mut place = Place {
            root,
            version,
            always: Vec::new(),
            sometimes: Vec::new(),
        };
        let mut pending: Vec<(&Value, bool)> =
            always.into_iter().map(|part| (part, true)).collect();
        pending.extend(sometimes.into_iter().map(|part| (part, false)));
        while let Some((part, is_always)) = pending.pop() {
            let known = place.always.iter().chain(&place.sometimes);
            if known.clone().count() >= MAX_PARTS
                || known.clone().any(|known| std::ptr::eq(*known, part))
            {
                continue;
            }
            if is_always {
                place.always.push(part);
            } else {
                place.sometimes.push(part);
            }
            if let Some(target) = referenced(root, part) {
                pending.push((target, is_always));
            }
            pending.extend(branches(part, &["allOf"]).map(|branch| (branch, is_always)));
            pending.extend(branches(part, &["anyOf", "oneOf"]).map(|branch| (branch, false)));
            for keyword in ["then", "else"] {
                pending.extend(part.get(keyword).map(|branch| (branch, false)));
            }
        }
        place
    }

    /// The values in this one: its properties, and `*` for its elements and other properties.
    pub(super) fn below(&self) -> BTreeMap<String, Place<'s>> {
        let mut always: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        let mut sometimes: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for (parts, below) in [
            (&self.always, &mut always),
            (&self.sometimes, &mut sometimes),
        ] {
            for part in parts {
                if let Some(Value::Object(properties)) = part.get("properties") {
                    for (name, schema) in properties {
                        if self.exists(schema) {
                            below.entry(name).or_default().push(schema);
                        }
                    }
                }
                for keyword in ["items", "additionalProperties"] {
                    if let Some(schema @ Value::Object(_)) = part.get(keyword) {
                        below.entry("*").or_default().push(schema);
                    }
                }
            }
        }
        let mut all: BTreeMap<String, Place<'s>> = BTreeMap::new();
        let names: Vec<&str> = always.keys().chain(sometimes.keys()).copied().collect();
        for name in names {
            let always = always.remove(name).unwrap_or_default();
            let sometimes = sometimes.remove(name).unwrap_or_default();
            if !always.is_empty() || !sometimes.is_empty() {
                let place = Place::of(self.root, always, sometimes, self.version);
                all.insert(name.to_owned(), place);
            }
        }
        all
    }

    /// What is said of the value itself: always, or in any branch if nothing is said always.
    pub(super) fn facts(&self) -> Facts {
        let mut facts = Facts::new();
        for keyword in SINGLE {
            let mut values = values(&self.always, keyword);
            values.extend(values_of_branches(&values, &self.sometimes, keyword));
            values.retain(|value| !value.is_object() && !matches!(value, Value::Bool(true)));
            insert(&mut facts, keyword, values);
        }
        let mut types = listed(&self.always, "type");
        if types.is_empty() {
            types = listed(&self.sometimes, "type");
        }
        insert(&mut facts, "type", types);
        insert(&mut facts, "required", listed(&self.always, "required"));
        let mut enumerated = Vec::new();
        for part in self.always.iter().chain(&self.sometimes) {
            enumerated.extend(part.get("const").cloned());
            enumerated.extend(elements(part.get("enum")).cloned());
            // Values that hsmeta knows, although others are accepted.
            let known = elements(part.get("x-knownValues"));
            enumerated.extend(known.filter_map(|known| known.get("value").cloned()));
        }
        enumerated.truncate(MAX_VALUES);
        insert(&mut facts, "enum", enumerated);
        facts
    }

    /// Whether a property exists in the platform version.
    fn exists(&self, schema: &Value) -> bool {
        let dated = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
        let is_since = dated("x-since").is_none_or(|since| {
            catalog::compare_versions(since, self.version) != Ordering::Greater
        });
        let is_until = dated("x-until").is_none_or(|until| {
            catalog::compare_versions(self.version, until) != Ordering::Greater
        });
        is_since && is_until
    }
}

fn values(parts: &[&Value], keyword: &str) -> Vec<Value> {
    parts
        .iter()
        .filter_map(|part| part.get(keyword).cloned())
        .collect()
}

fn values_of_branches(always: &[Value], branches: &[&Value], keyword: &str) -> Vec<Value> {
    if always.is_empty() {
        values(branches, keyword)
    } else {
        Vec::new()
    }
}

/// The entries of a keyword whose value is a list, or one entry.
fn listed(parts: &[&Value], keyword: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for part in parts {
        match part.get(keyword) {
            Some(list @ Value::Array(_)) => all.extend(elements(Some(list)).cloned()),
            Some(entry) => all.push(entry.clone()),
            None => {}
        }
    }
    all
}

/// One value as it is, several as a sorted list.
fn insert(facts: &mut Facts, keyword: &'static str, mut values: Vec<Value>) {
    values.sort_by_key(Value::to_string);
    values.dedup();
    let is_list = matches!(keyword, "required" | "enum") || values.len() > 1;
    if is_list && !values.is_empty() {
        facts.insert(keyword, Value::Array(values));
    } else if let Some(value) = values.pop() {
        facts.insert(keyword, value);
    }
}

fn branches<'s>(part: &'s Value, keywords: &[&str]) -> impl Iterator<Item = &'s Value> {
    let mut all = Vec::new();
    for keyword in keywords {
        all.extend(elements(part.get(keyword)));
    }
    all.into_iter()
}

fn elements(list: Option<&Value>) -> impl Iterator<Item = &Value> {
    list.and_then(Value::as_array).into_iter().flatten()
}

/// The target of a reference within the schema.
fn referenced<'s>(root: &'s Value, schema: &Value) -> Option<&'s Value> {
    let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    root.pointer(pointer)
}
