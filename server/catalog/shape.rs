//! A schema prepared for walking: what a value may look like, with references followed and properties sorted, so that a
//! look-up is a few comparisons. Built once for each schema, as a tree; our schemas do not recurse.

use serde_json::{Map, Value as Json};

use super::quick::Checks;
use super::subschemas::Known;
use crate::syntax::{Member, Value};

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
    /// Which marks stand here.
    pub(super) marks: Marks,
    /// Which marks stand here or anywhere below.
    pub(super) leads_to: Marks,
}

/// A set of annotations that something looks for in every file.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks(u8);

/// What a walk may look for.
#[derive(Clone, Copy)]
pub enum Mark {
    /// `x-ref` to a file, a folder or a component.
    Target,
    /// `x-ref` to an object type or an app object.
    Object,
    /// `x-since`, `x-until` or `x-enumSince`
    Dated,
    /// `x-maxLengthHint` or `x-maxItemsHint`
    SoftLimit,
}

impl Marks {
    fn of(schemas: &[&'static Node], reference: Option<&str>) -> Marks {
        let have = |keywords: &[&str]| {
            schemas.iter().any(|schema| keywords.iter().any(|keyword| schema.contains_key(*keyword)))
        };
        let leads_to = |kinds: &[&str]| reference.is_some_and(|kind| kinds.contains(&kind));
        let found = [
            (Mark::Target, leads_to(&["entrypoint-file", "asset-file", "directory", "component-uid"])),
            (Mark::Object, leads_to(&["object-type", "app-object-uid-or-object-type"])),
            (Mark::Dated, have(&["x-since", "x-until", "x-enumSince"])),
            (Mark::SoftLimit, have(&["x-maxLengthHint", "x-maxItemsHint"])),
        ];
        Marks(found.into_iter().filter(|(_, is_there)| *is_there).fold(0, |marks, (mark, _)| marks | 1 << mark as u8))
    }

    /// Whether a mark is among them.
    pub(super) fn have(self, mark: Mark) -> bool {
        self.0 & 1 << mark as u8 != 0
    }

    fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// A part of a schema that applies unless a property of the value rules it out.
struct Branch {
    condition: Condition,
    then: Shape,
    otherwise: Option<Shape>,
}

/// The texts that properties of a value may have, where a condition says so. It is asked at every object of every file.
struct Condition(Vec<(&'static str, Texts)>);

enum Texts {
    /// Of `const` and `enum`.
    These(Vec<&'static str>),
    /// Of a `pattern` that asks for an end, such as `\.propertyChange$`.
    EndingWith(&'static str),
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
                if branch.condition.rules_out(known) { branch.otherwise.as_ref() } else { Some(&branch.then) };
            chosen.into_iter().for_each(|shape| shape.active(known, found));
        }
    }

    /// Whether `value`, its members and elements aside, is surely valid as far as this shape says.
    pub(super) fn surely_accepts(&self, value: Value<'_>) -> bool {
        let is_known = |member: Member<'_>| self.property(member.key.text).is_some();
        // Either side of such a condition may hold; constants alone do not tell.
        let is_open = |branch: &Branch| branch.otherwise.is_some() && !branch.condition.rules_out(&value);
        self.checks.surely_kept_by(value)
            && (!self.checks.is_closed() || value.members().all(is_known))
            && !self.branches.iter().any(is_open)
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
    shape.marks = Marks::of(&shape.schemas, shape.reference);
    shape.properties = properties.into_iter().map(|(name, schemas)| (name, build(root, schemas))).collect();
    shape.properties.sort_by_key(|(name, _)| (name.len(), *name));
    let one = |schemas: Vec<&'static Json>| (!schemas.is_empty()).then(|| Box::new(build(root, schemas)));
    shape.items = one(items);
    shape.additional = one(additional);
    shape.leads_to = shape.below().fold(shape.marks, |marks, below| marks.or(below.leads_to));
    shape
}

fn branches(root: &'static Json, schema: &'static Node) -> Vec<Branch> {
    let alternatives = list(schema, "oneOf").chain(list(schema, "anyOf"));
    let alternatives = alternatives.map(|schema| (schema, Some(schema), None));
    let condition = schema.get("if").map(|condition| (condition, schema.get("then"), schema.get("else")));
    let shape = |schema: Option<&'static Json>| schema.map(|schema| build(root, vec![schema]));
    let branch = |(condition, then, otherwise)| Branch {
        condition: Condition::of(condition),
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

impl Condition {
    /// What is understood of it: any other pattern excludes nothing.
    fn of(schema: &'static Json) -> Condition {
        let properties = schema.get("properties").and_then(Json::as_object).into_iter().flatten();
        Condition(properties.filter_map(|(name, schema)| Some((name.as_str(), Texts::of(schema)?))).collect())
    }

    /// Whether a property is known to have a text that is excluded.
    fn rules_out(&self, known: &dyn Known) -> bool {
        self.0.iter().any(|(name, texts)| known.text(name).is_some_and(|text| !texts.have(&text)))
    }
}

impl Texts {
    fn of(schema: &'static Json) -> Option<Texts> {
        let listed = schema.get("enum").and_then(Json::as_array).map(Vec::as_slice);
        match schema.get("const").map(std::slice::from_ref).or(listed) {
            Some(values) => Some(Texts::These(values.iter().filter_map(Json::as_str).collect())),
            None => ending(schema).map(Texts::EndingWith),
        }
    }

    fn have(&self, text: &str) -> bool {
        match self {
            Texts::These(texts) => texts.contains(&text),
            Texts::EndingWith(ending) => text.ends_with(ending),
        }
    }
}

/// The text that a pattern of the form `\.text$` asks for at the end.
fn ending(schema: &'static Json) -> Option<&'static str> {
    let ending = schema.get("pattern")?.as_str()?.strip_prefix('\\')?.strip_suffix('$')?;
    let is_text = ending.strip_prefix('.')?.chars().all(|c| c.is_ascii_alphanumeric());
    is_text.then_some(ending)
}
