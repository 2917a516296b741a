//! A schema prepared for walking: what a value may look like, with references followed and properties sorted, so that a
//! look-up is a few comparisons. Built once for each schema, as a tree; our schemas do not recurse.

use serde_json::{Map, Value as Json};

use super::quick::Checks;
use super::subschemas::Known;
use crate::syntax::Value;

/// A schema object as it is written.
pub type Node = Map<String, Json>;

/// Everything that applies to a value wherever one schema stands.
#[derive(Default)]
pub(super) struct Shape {
    /// The schema, and what `$ref` and `allOf` add to it.
    pub(super) schemas: Vec<&'static Node>,
    /// The properties, sorted by the length of their names, then by the names: a comparison of two numbers decides most
    /// look-ups, of which there are several for each member of a file.
    properties: Vec<(&'static str, Shape)>,
    /// Of other properties.
    additional: Option<Box<Shape>>,
    /// Of the elements.
    pub(super) items: Option<Box<Shape>>,
    /// What applies under a condition.
    branches: Vec<Branch>,
    /// What a value has to keep.
    pub(super) checks: Checks,
    /// `x-ref`, asked for at every value of every file.
    pub(super) reference: Option<&'static str>,
    /// Whether `x-ref` stands here or anywhere below.
    pub(super) leads_to_reference: bool,
    /// Whether `x-since`, `x-until` or `x-enumSince` stands here.
    pub(super) is_dated: bool,
}

/// A part of a schema that applies unless a property of the value rules it out.
struct Branch {
    condition: &'static Json,
    then: Shape,
    otherwise: Option<Shape>,
}

impl Shape {
    /// Of a whole schema.
    pub(super) fn of(root: &'static Json) -> Shape {
        build(root, vec![root])
    }

    /// This shape and the branches that what is known of a value does not rule out.
    pub(super) fn active<'s>(&'s self, known: &dyn Known, found: &mut Vec<&'s Shape>) {
        found.push(self);
        for branch in &self.branches {
            let chosen =
                if ruled_out(branch.condition, known) { branch.otherwise.as_ref() } else { Some(&branch.then) };
            chosen.into_iter().for_each(|shape| shape.active(known, found));
        }
    }

    /// What each condition adds for `value`; `None` where that cannot be told from constants alone.
    pub(super) fn branches(&self, value: Value<'_>) -> impl Iterator<Item = Option<&Shape>> {
        self.branches.iter().filter_map(move |branch| match (ruled_out(branch.condition, &value), &branch.otherwise) {
            (true, otherwise) => otherwise.as_ref().map(Some),
            (false, None) => Some(Some(&branch.then)),
            (false, Some(_)) => Some(None),
        })
    }

    /// The shape of the property called `name`.
    pub(super) fn property(&self, name: &str) -> Option<&Shape> {
        match self.properties.binary_search_by_key(&(name.len(), name), |(own, _)| (own.len(), own)) {
            Ok(index) => Some(&self.properties[index].1),
            Err(_) => self.additional.as_deref(),
        }
    }

    /// Whether it has properties by name.
    pub(super) fn names_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    fn below(&self) -> impl Iterator<Item = &Shape> {
        let branches = self.branches.iter().flat_map(|branch| [Some(&branch.then), branch.otherwise.as_ref()]);
        let others = [self.items.as_deref(), self.additional.as_deref()].into_iter().chain(branches).flatten();
        self.properties.iter().map(|(_, shape)| shape).chain(others)
    }
}

/// One shape from several schemas that apply together.
fn build(root: &'static Json, schemas: Vec<&'static Json>) -> Shape {
    let mut shape = Shape::default();
    let mut pending = schemas;
    pending.reverse();
    let mut properties: Vec<(&'static str, Vec<&'static Json>)> = Vec::new();
    let (mut items, mut additional) = (Vec::new(), Vec::new());
    while let Some(schema) = pending.pop() {
        let Json::Object(schema) = schema else { continue };
        shape.schemas.push(schema);
        pending.extend(list(schema, "allOf").rev());
        pending.extend(resolve(root, schema));
        for (name, property) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
            match properties.iter_mut().find(|(own, _)| own == name) {
                Some((_, schemas)) => schemas.push(property),
                None => properties.push((name, vec![property])),
            }
        }
        items.extend(schema.get("items").filter(|items| items.is_object()));
        additional.extend(schema.get("additionalProperties").filter(|schema| schema.is_object()));
        shape.branches.extend(branches(root, schema));
    }
    shape.reference = shape.schemas.iter().find_map(|schema| schema.get("x-ref")?.as_str());
    shape.checks = Checks::of(&shape.schemas);
    let dates = ["x-since", "x-until", "x-enumSince"];
    shape.is_dated = shape.schemas.iter().any(|schema| dates.iter().any(|keyword| schema.contains_key(*keyword)));
    shape.properties = properties.into_iter().map(|(name, schemas)| (name, build(root, schemas))).collect();
    shape.properties.sort_by_key(|(name, _)| (name.len(), *name));
    let one = |schemas: Vec<&'static Json>| (!schemas.is_empty()).then(|| Box::new(build(root, schemas)));
    shape.items = one(items);
    shape.additional = one(additional);
    shape.leads_to_reference = shape.reference.is_some() || shape.below().any(|below| below.leads_to_reference);
    shape
}

fn branches(root: &'static Json, schema: &'static Node) -> Vec<Branch> {
    let alternatives = list(schema, "oneOf").chain(list(schema, "anyOf"));
    let alternatives = alternatives.map(|schema| (schema, Some(schema), None));
    let condition = schema.get("if").map(|condition| (condition, schema.get("then"), schema.get("else")));
    let shape = |schema: Option<&'static Json>| schema.map(|schema| build(root, vec![schema]));
    let branch = |(condition, then, otherwise)| Branch {
        condition,
        then: shape(then).unwrap_or_default(),
        otherwise: shape(otherwise),
    };
    alternatives.chain(condition).map(branch).collect()
}

fn list(schema: &'static Node, keyword: &str) -> impl DoubleEndedIterator<Item = &'static Json> + use<> {
    schema.get(keyword).and_then(Json::as_array).into_iter().flatten()
}

/// Whether the schema of a property lists this name, in `x-replaces`, as one that people write for it.
pub fn replaces(schema: &Json, name: &str) -> bool {
    schema.get("x-replaces").and_then(Json::as_array).is_some_and(|names| names.iter().any(|other| other == name))
}

/// The target of a local `$ref`.
pub(super) fn resolve<'s>(root: &'s Json, schema: &Node) -> Option<&'s Json> {
    root.pointer(schema.get("$ref")?.as_str()?.strip_prefix('#')?)
}

/// Whether a property is known to have a text that the condition's `const`, `enum` or `pattern` excludes. Of patterns
/// only ends of texts are understood (`\.propertyChange$`); any other excludes nothing.
fn ruled_out(condition: &Json, known: &dyn Known) -> bool {
    let Some(properties) = condition.get("properties").and_then(Json::as_object) else { return false };
    properties.iter().any(|(name, schema)| {
        let allowed = |text: &str| match (schema.get("const"), schema.get("enum").and_then(Json::as_array)) {
            (Some(constant), _) => constant == text,
            (_, Some(values)) => values.iter().any(|value| value == text),
            _ => ending(schema).is_none_or(|ending| text.ends_with(ending)),
        };
        known.text(name).is_some_and(|text| !allowed(&text))
    })
}

/// The text that a pattern of the form `\.text$` asks for at the end.
fn ending(schema: &Json) -> Option<&str> {
    let ending = schema.get("pattern")?.as_str()?.strip_prefix('\\')?.strip_suffix('$')?;
    let is_text = ending.strip_prefix('.')?.chars().all(|c| c.is_ascii_alphanumeric());
    is_text.then_some(ending)
}
