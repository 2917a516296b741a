//! A schema prepared for lookups: references resolved, properties sorted. Without it, walking took three quarters of a run
//! over 100 projects.
//!
//! All of it is static data in `tables`, written by a test from the schemas, so that no run reads the JSON of a schema
//! unless it quotes it: 4.9 of 11.7 M instructions for one project. Our schemas do not recurse.

mod annotations;
mod checks;
mod condition;
mod fact;

use smallvec::SmallVec;

use syntax::{Value, key_hash};

pub use annotations::Annotation;
pub(crate) use annotations::Annotations;
pub(crate) use checks::{Checks, Limit, Types, is_plain_https};
pub use condition::KnownProperties;
pub(crate) use condition::{Condition, Strings};
pub use fact::Fact;

/// Schemas that apply together: nearly always one or two.
pub(crate) type CompiledSchemas = SmallVec<[CompiledSchema; 4]>;

/// The compiled form of a schema file. Its parts refer to each other by index: a reference is changed in memory whenever the
/// program starts, which was 6 % of a run over one small project.
#[derive(PartialEq, Debug)]
pub(crate) struct Tables {
    /// Each after those that it refers to; the whole file is the last one.
    pub(crate) schemas: &'static [Row],
    pub(crate) nodes: &'static [u32],
    pub(crate) properties: &'static [Property],
    pub(crate) branches: &'static [Branch],
    pub(crate) checks: &'static [Checks],
    pub(crate) facts: &'static [(&'static str, Fact)],
    /// All names, in any order.
    pub(crate) names: &'static str,
}

/// Everything that applies to a value wherever one schema applies.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Row {
    /// The schema, and what `$ref` and `allOf` add to it, as indices into the tree of the whole schema.
    pub(crate) nodes: Part,
    /// Sorted by the hashes of their names.
    pub(crate) properties: Part,
    pub(crate) additional_properties: Option<u16>,
    pub(crate) items: Option<u16>,
    pub(crate) branches: Part,
    pub(crate) checks: u16,
    /// `x-ref`, which is read at every value of every file: a part of the names.
    pub(crate) reference: Option<Part>,
    /// The keywords that rules read for many files; of `x-component`, all.
    pub(crate) facts: Part,
    pub(crate) annotations: Annotations,
    /// The annotations of this schema and of everything below it.
    pub(crate) annotations_within: Annotations,
}

/// The part of a table from one index to before another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Part(pub(crate) u16, pub(crate) u16);

impl Part {
    pub(crate) const NONE: Part = Part(0, 0);

    fn of<T>(self, table: &'static [T]) -> &'static [T] {
        &table[usize::from(self.0)..usize::from(self.1)]
    }

    fn is_empty(self) -> bool {
        self.0 == self.1
    }
}

/// What the schema says about a property.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Property {
    pub(crate) key_hash: u32,
    /// A part of the names.
    pub(crate) name: Part,
    pub(crate) schema: u16,
}

/// A name to look up. The tree of a file has the hashes of its keys.
#[derive(Clone, Copy)]
pub(crate) struct HashedName<'n> {
    hash: u32,
    bytes: &'n [u8],
}

impl<'n> HashedName<'n> {
    pub(crate) fn new(text: &'n str) -> HashedName<'n> {
        HashedName {
            hash: key_hash(text.as_bytes()),
            bytes: text.as_bytes(),
        }
    }

    /// The name of the property that a value has.
    pub(crate) fn of(value: &Value<'n>) -> HashedName<'n> {
        HashedName {
            hash: value.key_hash(),
            bytes: value.key_bytes(),
        }
    }
}

/// A part of a schema that applies unless a property of the value rules it out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Branch {
    pub(crate) condition: Condition,
    pub(crate) then: u16,
    pub(crate) otherwise: Option<u16>,
}

impl Row {
    /// A schema that says nothing. The first checks of each table are none.
    pub(crate) const ANY: Row = Row {
        nodes: Part::NONE,
        properties: Part::NONE,
        additional_properties: None,
        items: None,
        branches: Part::NONE,
        checks: 0,
        reference: None,
        facts: Part::NONE,
        annotations: Annotations::NONE,
        annotations_within: Annotations::NONE,
    };
}

/// A row of the tables that it is in.
#[derive(Clone, Copy)]
pub(crate) struct CompiledSchema {
    tables: &'static Tables,
    row: &'static Row,
}

impl CompiledSchema {
    /// That of a whole file.
    pub(crate) fn root(tables: &'static Tables) -> CompiledSchema {
        CompiledSchema {
            tables,
            row: tables.schemas.last().unwrap_or(&Row::ANY),
        }
    }

    fn at(self, index: u16) -> CompiledSchema {
        CompiledSchema {
            row: &self.tables.schemas[usize::from(index)],
            ..self
        }
    }

    /// Adds this schema and those of its branches that are not ruled out by what is known of the value.
    pub(crate) fn add_applicable(self, known: &dyn KnownProperties, found: &mut CompiledSchemas) {
        found.push(self);
        for branch in self.branches() {
            if !branch.condition.rules_out(known) {
                self.at(branch.then).add_applicable(known, found);
            } else if let Some(otherwise) = branch.otherwise {
                self.at(otherwise).add_applicable(known, found);
            }
        }
    }

    /// Whether `value`, without its members and elements, is definitely valid. If false, it may still be valid.
    pub(crate) fn definitely_accepts(self, value: Value<'_>) -> bool {
        // A condition that is not ruled out may be true or false, so both branches may apply.
        self.checks().definitely_accept(value)
            && !self
                .branches()
                .iter()
                .any(|branch| branch.otherwise.is_some() && !branch.condition.rules_out(&value))
    }

    pub(crate) fn property(self, name: HashedName<'_>) -> Option<CompiledSchema> {
        let names = self.tables.names.as_bytes();
        let properties = self.row.properties.of(self.tables.properties);
        let first = properties.partition_point(|property| property.key_hash < name.hash);
        for property in &properties[first..] {
            if property.key_hash != name.hash {
                break;
            }
            if property.name.of(names) == name.bytes {
                return Some(self.at(property.schema));
            }
        }
        Some(self.at(self.row.additional_properties?))
    }

    pub(crate) fn items(self) -> Option<CompiledSchema> {
        Some(self.at(self.row.items?))
    }

    fn branches(self) -> &'static [Branch] {
        self.row.branches.of(self.tables.branches)
    }

    fn checks(self) -> &'static Checks {
        &self.tables.checks[usize::from(self.row.checks)]
    }

    /// The schema objects, as indices into the tree of the whole schema.
    pub(crate) fn nodes(self) -> &'static [u32] {
        self.row.nodes.of(self.tables.nodes)
    }

    pub(crate) fn names_properties(self) -> bool {
        !self.row.properties.is_empty()
    }

    /// Whether the schema has `additionalProperties: false`.
    pub(crate) fn is_closed(self) -> bool {
        self.checks().is_closed
    }

    /// Whether the schema has the keyword `additionalProperties`.
    pub(crate) fn decides_about_others(self) -> bool {
        self.is_closed() || self.row.additional_properties.is_some()
    }

    pub(crate) fn reference(self) -> Option<&'static str> {
        let Part(start, end) = self.row.reference?;
        self.tables.names.get(usize::from(start)..usize::from(end))
    }

    pub(crate) fn fact(self, name: &str) -> Option<Fact> {
        let facts = self.row.facts.of(self.tables.facts);
        let (_, fact) = facts.iter().find(|(own, _)| *own == name)?;
        Some(*fact)
    }

    pub(crate) fn has(self, annotation: Annotation) -> bool {
        self.row.annotations.has(annotation)
    }

    /// Whether this schema, or one below it, has the annotation.
    pub(crate) fn leads_to(self, annotation: Annotation) -> bool {
        self.row.annotations_within.has(annotation)
    }
}
