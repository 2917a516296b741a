//! `hsmeta schema diff`: HubSpot's schema of a type against the one that hsmeta has, property by property.
//!
//! Both are compared by what they say of a value at a path: which properties it may have and must have, its types, values and
//! limits. How a schema is written (`$ref`, `allOf`, the order of anything) makes no difference.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use schema::official::OfficialSchemas;
use serde_json::Value;

use facts::{Facts, Place};

/// How deep and how many values are compared: a schema may contain itself.
const MAX_DEPTH: usize = 24;
const MAX_PLACES: usize = 5_000;

/// What one of the schemas says and the other does not.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The path of the value in a component file: `/config/auth/redirectUrls`; `*` is any element or other property.
    pub path: String,
    /// A keyword of JSON Schema, or `property`, which is there or not.
    pub keyword: &'static str,
    /// `None` if HubSpot's schema says nothing about it.
    pub official: Option<Value>,
    pub ours: Option<Value>,
}

/// The differences of the schemas of one type.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Comparison {
    /// Sorted by path.
    pub differences: Vec<Difference>,
    /// Whether all values were compared.
    pub is_complete: bool,
}

/// `None` if HubSpot's schema or ours is missing.
fn comparison(official: &OfficialSchemas, component: &str) -> Option<Comparison> {
    let theirs: Value = serde_json::from_str(official.text(component)?).ok()?;
    let ours: Value = serde_json::from_str(schema::schema(component)?.text).ok()?;
    let config = ours.get("properties")?.get("config")?;
    let version = official.platform_version();
    Some(compare(
        Place::new(&theirs, &theirs, version),
        Place::new(&ours, config, version),
    ))
}

fn compare(official: Place<'_>, ours: Place<'_>) -> Comparison {
    let mut differences = Vec::new();
    let mut is_complete = true;
    let mut pending = vec![("/config".to_owned(), 0, official, ours)];
    let mut count = 0;
    while let Some((path, depth, official, ours)) = pending.pop() {
        count += 1;
        if count > MAX_PLACES {
            is_complete = false;
            break;
        }
        let (their_facts, our_facts) = (official.facts(), ours.facts());
        add_keywords(&path, &their_facts, &our_facts, &mut differences);
        let (mut theirs, mut others) = (official.below(), ours.below());
        let names: BTreeSet<String> = theirs.keys().chain(others.keys()).cloned().collect();
        for name in names {
            let path = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
            match (theirs.remove(&name), others.remove(&name)) {
                (Some(official), Some(ours)) if depth < MAX_DEPTH => {
                    pending.push((path, depth + 1, official, ours));
                }
                (Some(_), Some(_)) => is_complete = false,
                (official, ours) => differences.push(Difference {
                    path,
                    keyword: "property",
                    official: official.map(|_| Value::Bool(true)),
                    ours: ours.map(|_| Value::Bool(true)),
                }),
            }
        }
    }
    differences.sort_by(|a, b| (&a.path, a.keyword).cmp(&(&b.path, b.keyword)));
    Comparison {
        differences,
        is_complete,
    }
}

fn add_keywords(path: &str, official: &Facts, ours: &Facts, out: &mut Vec<Difference>) {
    let keywords: BTreeSet<&'static str> = official.keys().chain(ours.keys()).copied().collect();
    for keyword in keywords {
        let (official, ours) = (official.get(keyword), ours.get(keyword));
        if official != ours {
            out.push(Difference {
                path: path.to_owned(),
                keyword,
                official: official.cloned(),
                ours: ours.cloned(),
            });
        }
    }
}

/// Those of all types that HubSpot's answer and hsmeta have, by our names.
pub fn all_comparisons(official: &OfficialSchemas) -> BTreeMap<&'static str, Comparison> {
    let mut all = BTreeMap::new();
    for (_, component) in official.types() {
        if let Some(component) = component
            && let Some(comparison) = comparison(official, component.name)
        {
            all.insert(component.name, comparison);
        }
    }
    all
}

#[cfg(test)]
mod tests;
