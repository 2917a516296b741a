//! Whether the schema of a component type can be used: its keywords have values that Ajv accepts, its references lead to
//! something in it, and neither its nesting nor its references can make a check slow or endless.

use std::collections::HashMap;

use syntax::{Kind, Value};

use super::error::Cause;
use super::graph::{self, Edge};
use super::keywords::{Keyword, Shape, TYPES, Target, keyword};
use super::reference::Resource;
use crate::embedded::{Limits, depth};
use crate::pattern::{self, Cost, PatternError};
use crate::steps::PatternCosts;

/// How deep the values of `const`, `enum` and annotations may be.
const MAX_VALUE_DEPTH: usize = 20;

/// How many schemas the one of a component type may consist of. Our largest has some hundred.
const MAX_SCHEMAS: usize = 10_000;

/// The draft that Ajv reads, and the same URI with an empty fragment.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// How many patterns that look around a schema may have.
const MAX_LOOKING_AROUND: usize = 100;

/// What a small pattern takes, in the unit of its size.
const SIZE_OF_PATTERN: u64 = 3_000;

/// What is wrong with a schema, and where: a JSON pointer.
pub(super) struct Refusal {
    pub(super) place: String,
    pub(super) cause: Cause,
}

pub(super) fn verify(root: Value<'_>) -> Result<Limits, Refusal> {
    let at_root = |cause| Refusal {
        place: String::new(),
        cause,
    };
    check_root(root).map_err(at_root)?;
    let mut reader = Reader {
        resource: Resource::new(root),
        schemas: Vec::new(),
        edges: Vec::new(),
        indices: vec![None; root.descendants().count()],
        patterns: Patterns::default(),
    };
    reader.index_of(root);
    let mut next = 0;
    while let Some(schema) = reader.schemas.get(next).copied() {
        if reader.schemas.len() > MAX_SCHEMAS {
            return Err(at_root(Cause::TooLarge));
        }
        reader.read(next, schema).map_err(|cause| Refusal {
            place: pointer(root, schema),
            cause,
        })?;
        next += 1;
    }
    let max_depth = graph::max_depth(&reader.edges).map_err(at_root)?;
    Ok(Limits {
        max_depth,
        pattern_costs: reader.patterns.costs,
    })
}

fn check_root(root: Value<'_>) -> Result<(), Cause> {
    if !matches!(root.kind(), Kind::Object | Kind::Bool(_)) {
        return Err(Cause::NoSchema);
    }
    if let Some(draft) = root.get("$schema") {
        let uri = draft.as_str().unwrap_or_default();
        if uri.trim_end_matches('#') != DRAFT {
            return Err(Cause::OtherDraft(uri.to_owned()));
        }
    }
    Ok(())
}

/// The JSON pointer of a value.
fn pointer(root: Value<'_>, value: Value<'_>) -> String {
    let mut pointer = String::new();
    let mut current = root;
    while current.index() != value.index() {
        // The last child that begins before the value, or is it.
        let children: Vec<Value<'_>> = match current.kind() {
            Kind::Array => current.elements().collect(),
            _ => current.members().map(|member| member.value).collect(),
        };
        let after = children.partition_point(|child| child.index() <= value.index());
        let Some(child) = after.checked_sub(1).map(|last| children[last]) else {
            break;
        };
        match child.key() {
            Some(key) => {
                let name = key.text.replace('~', "~0").replace('/', "~1");
                pointer.push_str(&format!("/{name}"));
            }
            None => pointer.push_str(&format!("/{}", after - 1)),
        }
        current = child;
    }
    pointer
}

/// The patterns of a schema, each looked at once.
#[derive(Default)]
struct Patterns<'a> {
    known: HashMap<&'a str, Cost>,
    size: u64,
    looking_around: usize,
    costs: PatternCosts,
}

impl<'a> Patterns<'a> {
    fn cost(&mut self, pattern: &'a str) -> Result<Cost, Cause> {
        if let Some(known) = self.known.get(pattern) {
            return Ok(*known);
        }
        let cost = pattern::cost(pattern).map_err(|error| match error {
            PatternError::Invalid => Cause::InvalidPattern(pattern.to_owned()),
            PatternError::TooLarge => Cause::LargePattern(pattern.to_owned()),
        })?;
        match cost {
            Cost::Linear { size, .. } => self.size += size + SIZE_OF_PATTERN,
            Cost::Backtracking => self.looking_around += 1,
        }
        if self.size > pattern::MAX_SIZE * 4 || self.looking_around > MAX_LOOKING_AROUND {
            return Err(Cause::ManyPatterns);
        }
        self.known.insert(pattern, cost);
        Ok(cost)
    }

    fn of_string(&mut self, pattern: &'a str) -> Result<(), Cause> {
        if let Cost::Linear { states, .. } = self.cost(pattern)? {
            self.costs.of_string = self.costs.of_string.max(states);
        }
        Ok(())
    }

    fn of_keys(&mut self, map: Value<'a>) -> Result<(), Cause> {
        let mut sum = 0;
        for member in map.members() {
            match self.cost(member.key.text)? {
                Cost::Linear { states, .. } => sum += states,
                Cost::Backtracking => {
                    return Err(Cause::PatternOfKeys(member.key.text.to_owned()));
                }
            }
        }
        self.costs.of_key = self.costs.of_key.max(sum);
        Ok(())
    }
}

/// Collects the schemas that apply to something, each once, and which leads to which.
struct Reader<'a> {
    resource: Resource<'a>,
    schemas: Vec<Value<'a>>,
    edges: Vec<Vec<Edge>>,
    /// By the index in the tree, from that of the root.
    indices: Vec<Option<u32>>,
    patterns: Patterns<'a>,
}

impl<'a> Reader<'a> {
    fn index_of(&mut self, schema: Value<'a>) -> usize {
        let offset = (schema.index() - self.resource.root.index()) as usize;
        if let Some(index) = self.indices[offset] {
            return index as usize;
        }
        let index = self.schemas.len();
        self.indices[offset] = Some(index as u32);
        self.schemas.push(schema);
        self.edges.push(Vec::new());
        index
    }

    fn read(&mut self, index: usize, schema: Value<'a>) -> Result<(), Cause> {
        match schema.kind() {
            Kind::Bool(_) => return Ok(()),
            Kind::Object => {}
            _ => return Err(Cause::NoSchema),
        }
        if let Some(id) = schema.get("$id")
            && schema.index() != self.resource.root.index()
        {
            return Err(Cause::NestedId(id.as_str().unwrap_or_default().to_owned()));
        }
        for member in schema.members() {
            if let Some(keyword) = keyword(member.key.text) {
                self.keyword(index, keyword, member.value)?;
            }
        }
        Ok(())
    }

    fn keyword(&mut self, from: usize, keyword: &Keyword, value: Value<'a>) -> Result<(), Cause> {
        let invalid = Err(Cause::InvalidKeyword(keyword.name));
        match (keyword.name, value.as_str()) {
            ("pattern", Some(pattern)) => self.patterns.of_string(pattern)?,
            ("patternProperties", _) => self.patterns.of_keys(value)?,
            _ => {}
        }
        match keyword.shape {
            Shape::Schema => self.add(from, keyword, value),
            Shape::Schemas if is_list(value) => {
                for schema in value.elements() {
                    self.add(from, keyword, schema);
                }
            }
            Shape::SchemasByName | Shape::Dependencies if value.kind() == Kind::Object => {
                for member in value.members() {
                    let are_names = member.value.kind() == Kind::Array;
                    if !(are_names && keyword.shape == Shape::Dependencies) {
                        self.add(from, keyword, member.value);
                    }
                }
            }
            Shape::Reference => match value.as_str() {
                Some(reference) => {
                    let target = self.resource.target(keyword.name, reference)?;
                    self.add(from, keyword, target);
                }
                None => return invalid,
            },
            shape if is_valid(shape, value) => {}
            _ => return invalid,
        }
        Ok(())
    }

    fn add(&mut self, from: usize, keyword: &Keyword, schema: Value<'a>) {
        let to = self.index_of(schema);
        self.edges[from].push(Edge {
            to,
            is_same_value: keyword.target == Target::Value,
            keyword: keyword.name,
        });
    }
}

/// Whether the value of a keyword without schemas is one that Ajv accepts.
fn is_valid(shape: Shape, value: Value<'_>) -> bool {
    let number = || value.number().and_then(|text| text.parse::<f64>().ok());
    match shape {
        Shape::Types => is_type(value) || is_list(value) && value.elements().all(is_type),
        Shape::Names => is_list_of_strings(value),
        Shape::NamesByName => {
            value.kind() == Kind::Object && value.properties().all(is_list_of_strings)
        }
        Shape::Count => number().is_some_and(|number| number >= 0.0 && number.fract() == 0.0),
        Shape::Number => number().is_some_and(f64::is_finite),
        Shape::Positive => number().is_some_and(|number| number.is_finite() && number > 0.0),
        Shape::Bool => matches!(value.kind(), Kind::Bool(_)),
        Shape::String => value.kind() == Kind::String,
        Shape::List => is_list(value) && depth(value) < MAX_VALUE_DEPTH,
        Shape::Any => depth(value) < MAX_VALUE_DEPTH,
        Shape::Schema
        | Shape::Schemas
        | Shape::SchemasByName
        | Shape::Dependencies
        | Shape::Reference => false,
    }
}

fn is_list(value: Value<'_>) -> bool {
    value.kind() == Kind::Array && !value.is_empty()
}

fn is_type(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|name| TYPES.contains(&name))
}

fn is_list_of_strings(value: Value<'_>) -> bool {
    value.kind() == Kind::Array
        && value
            .elements()
            .all(|element| element.kind() == Kind::String)
}
