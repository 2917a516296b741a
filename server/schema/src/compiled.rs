//! A schema prepared for lookups: references resolved, properties sorted. Without it, walking took three quarters of a run
//! over 100 projects. Built once per schema, as a tree; our schemas do not recurse.

mod annotations;
mod checks;
mod condition;

use smallvec::SmallVec;

use super::load::{Node, elements, referenced};
use checks::Checks;
use condition::Condition;
use syntax::{Kind, Member, Value};

pub use annotations::Annotation;
pub(super) use annotations::Annotations;
pub use condition::KnownProperties;

/// Schemas that apply together: nearly always one or two.
pub(super) type CompiledSchemas = SmallVec<[&'static CompiledSchema; 4]>;

/// A schema with everything that applies together with it.
#[derive(Default)]
pub(super) struct CompiledSchema {
    /// The schema, and what `$ref` and `allOf` add to it.
    pub(super) nodes: Vec<Node>,
    /// Sorted by [`sort_key`].
    properties: Vec<(&'static str, CompiledSchema)>,
    additional_properties: Option<Box<CompiledSchema>>,
    pub(super) items: Option<Box<CompiledSchema>>,
    branches: Vec<Branch>,
    checks: Checks,
    /// `x-ref`, which is read at every value of every file.
    pub(super) reference: Option<&'static str>,
    pub(super) annotations: Annotations,
    /// The annotations of this schema and of everything below it.
    pub(super) annotations_within: Annotations,
}

/// A part of a schema that applies unless a property of the value rules it out.
struct Branch {
    condition: Condition,
    then: CompiledSchema,
    otherwise: Option<CompiledSchema>,
}

impl CompiledSchema {
    /// Compiles a whole schema.
    pub(super) fn of(root: Node) -> CompiledSchema {
        compile(root, &[root])
    }

    /// Adds this schema and those of its branches that the known properties of the value do not rule out.
    pub(super) fn add_applicable(
        &'static self,
        known: &dyn KnownProperties,
        found: &mut CompiledSchemas,
    ) {
        found.push(self);
        for branch in &self.branches {
            if !branch.condition.rules_out(known) {
                branch.then.add_applicable(known, found);
            } else if let Some(otherwise) = &branch.otherwise {
                otherwise.add_applicable(known, found);
            }
        }
    }

    /// Whether `value`, without its members and elements, is definitely valid. If false, it may still be valid.
    pub(super) fn definitely_accepts(&self, value: Value<'_>) -> bool {
        if !self.checks.definitely_accept(value) {
            return false;
        }
        if self.checks.is_closed() {
            let mut members = value.members();
            if !members.all(|member| self.property(member.key.text).is_some()) {
                return false;
            }
        }
        // A condition that is not ruled out may be true or false, so both branches may apply.
        !self
            .branches
            .iter()
            .any(|branch| branch.otherwise.is_some() && !branch.condition.rules_out(&value))
    }

    pub(super) fn property(&self, name: &str) -> Option<&CompiledSchema> {
        match self
            .properties
            .binary_search_by_key(&sort_key(name), |(own, _)| sort_key(own))
        {
            Ok(index) => Some(&self.properties[index].1),
            Err(_) => self.additional_properties.as_deref(),
        }
    }

    pub(super) fn names_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    /// Adds a schema, then those that it refers to.
    fn add(&mut self, root: Node, schema: Node, children: &mut Children) {
        if schema.kind() != Kind::Object {
            return;
        }
        self.nodes.push(schema);
        for Member { key, value } in schema.members() {
            match key.text {
                "oneOf" | "anyOf" => {
                    for alternative in value.elements() {
                        self.branches.push(Branch::alternative(root, alternative));
                    }
                }
                "if" => self.branches.push(Branch::conditional(root, schema, value)),
                "properties" => children.add_properties(value),
                "additionalProperties" if value.kind() == Kind::Object => {
                    children.additional_properties.push(value)
                }
                "items" if value.kind() == Kind::Object => children.items.push(value),
                "x-ref" => self.reference = self.reference.or(value.as_str()),
                _ => {}
            }
            self.annotations = self.annotations.or(Annotations::of(key.text, value));
        }
        if let Some(target) = referenced(root, schema) {
            self.add(root, target, children);
        }
        for part in elements(schema.get("allOf")) {
            self.add(root, part, children);
        }
    }

    fn children(&self) -> impl Iterator<Item = &CompiledSchema> {
        let branches = self
            .branches
            .iter()
            .flat_map(|branch| [Some(&branch.then), branch.otherwise.as_ref()]);
        let unnamed = [self.items.as_deref(), self.additional_properties.as_deref()];
        self.properties
            .iter()
            .map(|(_, schema)| schema)
            .chain(unnamed.into_iter().chain(branches).flatten())
    }
}

/// Lengths come first: comparing two numbers decides most lookups, of which every member of a file requires several.
fn sort_key(name: &str) -> (usize, &str) {
    (name.len(), name)
}

/// The schemas below one, before they are compiled.
#[derive(Default)]
struct Children {
    properties: Vec<(&'static str, Vec<Node>)>,
    additional_properties: Vec<Node>,
    items: Vec<Node>,
}

impl Children {
    fn add_properties(&mut self, map: Node) {
        for Member { key, value } in map.members() {
            let known = self
                .properties
                .iter_mut()
                .find(|(name, _)| *name == key.text);
            match known {
                Some((_, schemas)) => schemas.push(value),
                None => self.properties.push((key.text, vec![value])),
            }
        }
    }
}

/// One compiled schema from several that apply together.
fn compile(root: Node, schemas: &[Node]) -> CompiledSchema {
    let mut compiled = CompiledSchema::default();
    let mut children = Children::default();
    for schema in schemas {
        compiled.add(root, *schema, &mut children);
    }
    compiled.checks = Checks::of(&compiled.nodes);
    for (name, schemas) in children.properties {
        compiled.properties.push((name, compile(root, &schemas)));
    }
    compiled.properties.sort_by_key(|(name, _)| sort_key(name));
    compiled.items = compile_any(root, &children.items);
    compiled.additional_properties = compile_any(root, &children.additional_properties);
    let mut within = compiled.annotations;
    for child in compiled.children() {
        within = within.or(child.annotations_within);
    }
    compiled.annotations_within = within;
    compiled
}

fn compile_any(root: Node, schemas: &[Node]) -> Option<Box<CompiledSchema>> {
    if schemas.is_empty() {
        None
    } else {
        Some(Box::new(compile(root, schemas)))
    }
}

impl Branch {
    /// One schema of a `oneOf` or `anyOf`, which is its own condition.
    fn alternative(root: Node, schema: Node) -> Branch {
        Branch {
            condition: Condition::of(schema),
            then: compile(root, &[schema]),
            otherwise: None,
        }
    }

    fn conditional(root: Node, schema: Node, condition: Node) -> Branch {
        let then = schema.get("then");
        let otherwise = schema.get("else");
        Branch {
            condition: Condition::of(condition),
            then: then.map_or_else(CompiledSchema::default, |then| compile(root, &[then])),
            otherwise: otherwise.map(|otherwise| compile(root, &[otherwise])),
        }
    }
}
