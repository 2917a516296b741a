//! The path from the root to a value, and its name for people.

use std::collections::HashMap;

use jsonschema::paths::{Location, LocationSegment};

use diagnostics::message;
use syntax::{Kind, Value};

/// The values on the way from the root to a value, both included, elements with their indices.
#[derive(Clone)]
pub(super) struct JsonPath<'a> {
    way: Vec<(Value<'a>, Option<usize>)>,
}

impl<'a> JsonPath<'a> {
    /// The way to a value that is known already.
    pub(super) fn of(root: Value<'a>, value: Value<'a>) -> JsonPath<'a> {
        let mut way = vec![(root, None)];
        let mut at = root;
        while at.index() != value.index() {
            let is_before = |child: &Value<'a>| child.index() <= value.index();
            let next = match at.kind() {
                Kind::Object => at
                    .members()
                    .map(|m| (m.value, None))
                    .take_while(|(child, _)| is_before(child))
                    .last(),
                _ => at
                    .elements()
                    .enumerate()
                    .map(|(i, one)| (one, Some(i)))
                    .take_while(|(c, _)| is_before(c))
                    .last(),
            };
            let Some(step) = next else { break };
            way.push(step);
            at = step.0;
        }
        JsonPath { way }
    }

    /// The value.
    pub(super) fn value(&self) -> Value<'a> {
        self.way[self.way.len() - 1].0
    }

    /// The values on the path, the root first.
    pub(super) fn values(&self) -> impl Iterator<Item = Value<'a>> {
        self.way.iter().map(|(value, _)| *value)
    }

    /// " in `config.auth`", as a message goes on; nothing for the whole file.
    pub(super) fn words(&self) -> String {
        let mut path = String::new();
        for (value, index) in &self.way[1..] {
            match (value.key(), index) {
                (_, Some(index)) => path.push_str(&format!("[{index}]")),
                (Some(key), _) if path.is_empty() => path.push_str(key.text),
                (Some(key), _) => path.extend([".", key.text]),
                (None, None) => {}
            }
        }
        if path.is_empty() {
            path
        } else {
            format!(" in {}", message::quoted(&path))
        }
    }
}

/// Finds the paths that errors name. Elements are kept once they were looked up: a long list may have an error in each.
pub(super) struct JsonPaths<'a> {
    root: Value<'a>,
    elements: HashMap<u32, Vec<Value<'a>>>,
}

impl<'a> JsonPaths<'a> {
    /// Of a whole value.
    pub(super) fn new(root: Value<'a>) -> JsonPaths<'a> {
        JsonPaths {
            root,
            elements: HashMap::new(),
        }
    }

    /// The path at `path`; `None` where the value there is unknown.
    pub(super) fn find(&mut self, path: &Location) -> Option<JsonPath<'a>> {
        let mut way = vec![(self.root, None)];
        let mut at = self.root;
        for segment in path.iter() {
            let step = match segment {
                LocationSegment::Property(name) => (at.get(&name)?, None),
                LocationSegment::Index(index) => {
                    let elements = self
                        .elements
                        .entry(at.index())
                        .or_insert_with(|| at.elements().collect());
                    (*elements.get(index)?, Some(index))
                }
            };
            way.push(step);
            at = step.0;
        }
        (at.kind() != Kind::Unknown).then_some(JsonPath { way })
    }
}
