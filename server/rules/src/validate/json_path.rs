//! The path from the root to a value, as values and as text.

use std::collections::HashMap;

use jsonschema::paths::{Location, LocationSegment};

use diagnostics::message;
use syntax::{Kind, Value};

/// A value on a path, with its index if it is an element.
type Step<'a> = (Value<'a>, Option<usize>);

/// The values from the root to a value, both included.
#[derive(Clone)]
pub(super) struct JsonPath<'a> {
    steps: Vec<Step<'a>>,
}

impl<'a> JsonPath<'a> {
    /// The path to a value of the tree.
    pub(super) fn of(root: Value<'a>, value: Value<'a>) -> JsonPath<'a> {
        let mut steps = vec![(root, None)];
        let mut current = root;
        while current.index() != value.index() {
            let Some(step) = step_towards(current, value) else {
                break;
            };
            steps.push(step);
            current = step.0;
        }
        JsonPath { steps }
    }

    /// The value that the path leads to.
    pub(super) fn value(&self) -> Value<'a> {
        self.steps[self.steps.len() - 1].0
    }

    /// The values on the path, the root first.
    pub(super) fn values(&self) -> impl Iterator<Item = Value<'a>> {
        self.steps.iter().map(|(value, _)| *value)
    }

    /// Whether it leads to a property of the root, or below it.
    pub(super) fn is_below(&self, name: &str) -> bool {
        let property = self.steps.get(1).and_then(|(value, _)| value.key());
        property.is_some_and(|key| key.text == name)
    }

    /// " in `config.auth`", to be appended to a message; empty for the root.
    pub(super) fn suffix(&self) -> String {
        let path = self.dotted();
        if path.is_empty() {
            path
        } else {
            format!(" in {}", message::quoted(&path))
        }
    }

    /// `config.auth.requiredScopes[0]`.
    fn dotted(&self) -> String {
        let mut path = String::new();
        for (value, index) in &self.steps[1..] {
            match (value.key(), index) {
                (_, Some(index)) => path.push_str(&format!("[{index}]")),
                (Some(key), _) if path.is_empty() => path.push_str(key.text),
                (Some(key), _) => path.extend([".", key.text]),
                (None, None) => {}
            }
        }
        path
    }
}

/// The child of `container` that is, or contains, `descendant`: the last one that begins before it.
fn step_towards<'a>(container: Value<'a>, descendant: Value<'a>) -> Option<Step<'a>> {
    if container.kind() == Kind::Object {
        return container
            .members()
            .map(|member| (member.value, None))
            .take_while(|(child, _)| child.index() <= descendant.index())
            .last();
    }
    container
        .elements()
        .enumerate()
        .map(|(index, element)| (element, Some(index)))
        .take_while(|(child, _)| child.index() <= descendant.index())
        .last()
}

/// Finds the paths of errors. The elements of a list are collected once: each of a long list may have an error.
pub(super) struct JsonPaths<'a> {
    root: Value<'a>,
    elements: HashMap<u32, Vec<Value<'a>>>,
    /// Where the unknown values of the document begin.
    unknown: Vec<u32>,
}

impl<'a> JsonPaths<'a> {
    /// The paths in a document.
    pub(super) fn new(root: Value<'a>) -> JsonPaths<'a> {
        JsonPaths {
            root,
            elements: HashMap::new(),
            unknown: root
                .descendants()
                .filter(|value| value.kind() == Kind::Unknown)
                .map(|value| value.span().start)
                .collect(),
        }
    }

    /// Whether a value is unknown, or has something unknown in it.
    pub(super) fn has_unknown(&self, value: Value<'_>) -> bool {
        let span = value.span();
        let first = self.unknown.partition_point(|start| *start < span.start);
        self.unknown
            .get(first)
            .is_some_and(|start| *start < span.end)
    }

    pub(super) fn is_known(&self) -> bool {
        self.unknown.is_empty()
    }

    /// The path at `location`; `None` where the value there is unknown.
    pub(super) fn find(&mut self, location: &Location) -> Option<JsonPath<'a>> {
        let mut steps = vec![(self.root, None)];
        let mut current = self.root;
        for segment in location.iter() {
            let step = match segment {
                LocationSegment::Property(name) => (current.get(&name)?, None),
                LocationSegment::Index(index) => (self.element(current, index)?, Some(index)),
            };
            steps.push(step);
            current = step.0;
        }
        if current.kind() == Kind::Unknown {
            return None;
        }
        Some(JsonPath { steps })
    }

    fn element(&mut self, list: Value<'a>, index: usize) -> Option<Value<'a>> {
        let elements = self
            .elements
            .entry(list.index())
            .or_insert_with(|| list.elements().collect());
        elements.get(index).copied()
    }
}
