//! A schema prepared for walking: what a value may look like, with references followed and properties sorted, so that a
//! look-up is a few comparisons. Built once for each schema, as a tree; our schemas do not recurse.

use super::fast_path::Checks;
use super::load::{Node, strings};
use super::lookup::{KnownProperties, Shapes};
use syntax::{Kind, Member, Value};

/// Everything that applies to a value wherever one schema stands.
#[derive(Default)]
pub(super) struct Shape {
    /// The schema, and what `$ref` and `allOf` add to it.
    pub(super) schemas: Vec<Node>,
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
    pub(super) marks: Annotations,
    /// Which marks stand here or anywhere below.
    pub(super) leads_to: Annotations,
}

/// A set of annotations that something looks for in every file.
#[derive(Clone, Copy, Default)]
pub(super) struct Annotations(u8);

/// What a walk may look for.
#[derive(Clone, Copy)]
pub enum Annotation {
    /// `x-ref` to a file, a folder or a component.
    Target,
    /// `x-ref` to an object type or an app object.
    Object,
    /// `x-since`, `x-until` or `x-enumSince`
    Dated,
    /// `x-maxLengthHint` or `x-maxItemsHint`
    SoftLimit,
}

impl Annotations {
    /// What a keyword marks.
    fn of(keyword: &str, value: Node) -> Annotations {
        let mark = match keyword {
            "x-ref" => match value.as_str() {
                Some("entrypoint-file" | "asset-file" | "directory" | "component-uid") => {
                    Annotation::Target
                }
                Some("object-type" | "app-object-uid-or-object-type") => Annotation::Object,
                _ => return Annotations::default(),
            },
            "x-since" | "x-until" | "x-enumSince" => Annotation::Dated,
            "x-maxLengthHint" | "x-maxItemsHint" => Annotation::SoftLimit,
            _ => return Annotations::default(),
        };
        Annotations(1 << mark as u8)
    }

    /// Whether a mark is among them.
    pub(super) fn has(self, mark: Annotation) -> bool {
        self.0 & 1 << mark as u8 != 0
    }

    fn or(self, other: Annotations) -> Annotations {
        Annotations(self.0 | other.0)
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
    pub(super) fn of(root: Node) -> Shape {
        build(root, &[root])
    }

    /// This shape and the branches that what is known of a value does not rule out.
    pub(super) fn active(&'static self, known: &dyn KnownProperties, found: &mut Shapes) {
        found.push(self);
        for branch in &self.branches {
            let chosen = if branch.condition.rules_out(known) {
                branch.otherwise.as_ref()
            } else {
                Some(&branch.then)
            };
            chosen
                .into_iter()
                .for_each(|shape| shape.active(known, found));
        }
    }

    /// Whether `value`, its members and elements aside, is surely valid as far as this shape says.
    pub(super) fn definitely_valid(&self, value: Value<'_>) -> bool {
        let is_known = |member: Member<'_>| self.property(member.key.text).is_some();
        // Either side of such a condition may hold; constants alone do not tell.
        let is_open =
            |branch: &Branch| branch.otherwise.is_some() && !branch.condition.rules_out(&value);
        self.checks.surely_kept_by(value)
            && (!self.checks.is_closed() || value.members().all(is_known))
            && !self.branches.iter().any(is_open)
    }

    /// The shape of the property called `name`.
    pub(super) fn property(&self, name: &str) -> Option<&Shape> {
        match self
            .properties
            .binary_search_by_key(&(name.len(), name), |(own, _)| (own.len(), own))
        {
            Ok(index) => Some(&self.properties[index].1),
            Err(_) => self.additional.as_deref(),
        }
    }

    /// Whether it has properties by name.
    pub(super) fn names_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    /// Adds a schema, then those that it refers to. Looks once at each keyword.
    fn add(&mut self, root: Node, schema: Node, below: &mut Below) {
        if schema.kind() != Kind::Object {
            return;
        }
        self.schemas.push(schema);
        for Member { key, value } in schema.members() {
            match key.text {
                "oneOf" | "anyOf" => self
                    .branches
                    .extend(value.elements().map(|one| alternative(root, one))),
                "if" => self.branches.push(conditional(root, schema, value)),
                "properties" => value
                    .members()
                    .for_each(|member| below.add_property(member)),
                "additionalProperties" if value.kind() == Kind::Object => {
                    below.additional.push(value)
                }
                "items" if value.kind() == Kind::Object => below.items.push(value),
                "x-ref" => self.reference = self.reference.or(value.as_str()),
                _ => {}
            }
            self.marks = self.marks.or(Annotations::of(key.text, value));
        }
        let all = schema
            .get("allOf")
            .into_iter()
            .flat_map(|all| all.elements());
        resolve(root, schema)
            .into_iter()
            .chain(all)
            .for_each(|other| self.add(root, other, below));
    }

    fn below(&self) -> impl Iterator<Item = &Shape> {
        let branches = self
            .branches
            .iter()
            .flat_map(|branch| [Some(&branch.then), branch.otherwise.as_ref()]);
        let others = [self.items.as_deref(), self.additional.as_deref()]
            .into_iter()
            .chain(branches)
            .flatten();
        self.properties.iter().map(|(_, shape)| shape).chain(others)
    }
}

/// The schemas of what is below a value.
#[derive(Default)]
struct Below {
    properties: Vec<(&'static str, Vec<Node>)>,
    additional: Vec<Node>,
    items: Vec<Node>,
}

/// One shape from several schemas that apply together.
fn build(root: Node, schemas: &[Node]) -> Shape {
    let mut shape = Shape::default();
    let mut below = Below::default();
    schemas
        .iter()
        .for_each(|schema| shape.add(root, *schema, &mut below));
    shape.checks = Checks::of(&shape.schemas);
    shape.properties = below
        .properties
        .into_iter()
        .map(|(name, schemas)| (name, build(root, &schemas)))
        .collect();
    shape
        .properties
        .sort_by_key(|(name, _)| (name.len(), *name));
    let one = |schemas: Vec<Node>| (!schemas.is_empty()).then(|| Box::new(build(root, &schemas)));
    shape.items = one(below.items);
    shape.additional = one(below.additional);
    shape.leads_to = shape
        .below()
        .fold(shape.marks, |marks, below| marks.or(below.leads_to));
    shape
}

impl Below {
    fn add_property(&mut self, Member { key, value }: Member<'static>) {
        match self
            .properties
            .iter_mut()
            .find(|(name, _)| *name == key.text)
        {
            Some((_, schemas)) => schemas.push(value),
            None => self.properties.push((key.text, vec![value])),
        }
    }
}

/// One schema of a `oneOf` or `anyOf`, which is its own condition.
fn alternative(root: Node, schema: Node) -> Branch {
    Branch {
        condition: Condition::of(schema),
        then: build(root, &[schema]),
        otherwise: None,
    }
}

fn conditional(root: Node, schema: Node, condition: Node) -> Branch {
    let shape = |keyword: &str| schema.get(keyword).map(|schema| build(root, &[schema]));
    Branch {
        condition: Condition::of(condition),
        then: shape("then").unwrap_or_default(),
        otherwise: shape("else"),
    }
}

/// Whether the schema of a property lists this name, in `x-replaces`, as one that people write for it.
pub fn replaces(schema: Node, name: &str) -> bool {
    strings(schema.get("x-replaces")).any(|other| other == name)
}

/// The target of a local `$ref`.
pub(super) fn resolve(root: Node, schema: Node) -> Option<Node> {
    let mut names = schema.get("$ref")?.as_str()?.strip_prefix("#/")?.split('/');
    names.try_fold(root, |node, name| node.get(name))
}

impl Condition {
    /// What is understood of it: any other pattern excludes nothing.
    fn of(schema: Node) -> Condition {
        let properties = schema
            .get("properties")
            .into_iter()
            .flat_map(|properties| properties.members());
        Condition(
            properties
                .filter_map(|member| Some((member.key.text, Texts::of(member.value)?)))
                .collect(),
        )
    }

    /// Whether a property is known to have a text that is excluded.
    fn rules_out(&self, known: &dyn KnownProperties) -> bool {
        self.0
            .iter()
            .any(|(name, texts)| known.string(name).is_some_and(|text| !texts.have(&text)))
    }
}

impl Texts {
    fn of(schema: Node) -> Option<Texts> {
        let constant = schema
            .get("const")
            .map(|constant| constant.as_str().into_iter().collect());
        let listed = || schema.get("enum").map(|list| strings(Some(list)).collect());
        match constant.or_else(listed) {
            Some(texts) => Some(Texts::These(texts)),
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
fn ending(schema: Node) -> Option<&'static str> {
    let ending = schema
        .get("pattern")?
        .as_str()?
        .strip_prefix('\\')?
        .strip_suffix('$')?;
    let is_text = ending
        .strip_prefix('.')?
        .chars()
        .all(|c| c.is_ascii_alphanumeric());
    is_text.then_some(ending)
}
