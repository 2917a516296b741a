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

use syntax::{Member, Value, key_hash};

pub use annotations::Annotation;
pub(crate) use annotations::Annotations;
pub(crate) use checks::{Checks, Limit, Types};
pub use condition::KnownProperties;
pub(crate) use condition::{Condition, Strings};
pub use fact::Fact;

/// Schemas that apply together: nearly always one or two.
pub(crate) type CompiledSchemas = SmallVec<[&'static CompiledSchema; 4]>;

/// Everything that applies to a value wherever one schema applies.
#[derive(PartialEq, Debug)]
pub(crate) struct CompiledSchema {
    /// The schema, and what `$ref` and `allOf` add to it, as indices into the tree of the whole schema.
    pub(crate) nodes: &'static [u32],
    /// Sorted by the hashes of their names.
    pub(crate) properties: &'static [Property],
    pub(crate) additional_properties: Option<&'static CompiledSchema>,
    pub(crate) items: Option<&'static CompiledSchema>,
    pub(crate) branches: &'static [Branch],
    pub(crate) checks: Checks,
    /// `x-ref`, which is read at every value of every file.
    pub(crate) reference: Option<&'static str>,
    /// The keywords that rules read for many files; of `x-component`, all.
    pub(crate) facts: &'static [(&'static str, Fact)],
    pub(crate) annotations: Annotations,
    /// The annotations of this schema and of everything below it.
    pub(crate) annotations_within: Annotations,
}

/// What the schema says about the property called `name`.
#[derive(PartialEq, Debug)]
pub(crate) struct Property {
    pub(crate) key_hash: u32,
    pub(crate) name: &'static str,
    pub(crate) schema: &'static CompiledSchema,
}

impl Property {
    pub(crate) const fn new(name: &'static str, schema: &'static CompiledSchema) -> Property {
        Property {
            key_hash: key_hash(name.as_bytes()),
            name,
            schema,
        }
    }
}

/// A name to look up. The tree of a file has the hashes of its keys.
#[derive(Clone, Copy)]
pub(crate) struct HashedName<'n> {
    hash: u32,
    text: &'n str,
}

impl<'n> HashedName<'n> {
    pub(crate) fn new(text: &'n str) -> HashedName<'n> {
        HashedName {
            hash: key_hash(text.as_bytes()),
            text,
        }
    }

    pub(crate) fn of(member: &Member<'n>) -> HashedName<'n> {
        HashedName {
            hash: member.value.key_hash(),
            text: member.key.text,
        }
    }
}

/// A part of a schema that applies unless a property of the value rules it out.
#[derive(PartialEq, Debug)]
pub(crate) struct Branch {
    pub(crate) condition: Condition,
    pub(crate) then: &'static CompiledSchema,
    pub(crate) otherwise: Option<&'static CompiledSchema>,
}

impl CompiledSchema {
    /// A schema that says nothing.
    pub(crate) const ANY: CompiledSchema = CompiledSchema {
        nodes: &[],
        properties: &[],
        additional_properties: None,
        items: None,
        branches: &[],
        checks: Checks::NONE,
        reference: None,
        facts: &[],
        annotations: Annotations::NONE,
        annotations_within: Annotations::NONE,
    };

    /// Adds this schema and those of its branches that are not ruled out by what is known of the value.
    pub(crate) fn add_applicable(
        &'static self,
        known: &dyn KnownProperties,
        found: &mut CompiledSchemas,
    ) {
        found.push(self);
        for branch in self.branches {
            if !branch.condition.rules_out(known) {
                branch.then.add_applicable(known, found);
            } else if let Some(otherwise) = branch.otherwise {
                otherwise.add_applicable(known, found);
            }
        }
    }

    /// Whether `value`, without its members and elements, is definitely valid. If false, it may still be valid.
    pub(crate) fn definitely_accepts(&self, value: Value<'_>) -> bool {
        // A condition that is not ruled out may be true or false, so both branches may apply.
        self.checks.definitely_accept(value)
            && !self
                .branches
                .iter()
                .any(|branch| branch.otherwise.is_some() && !branch.condition.rules_out(&value))
    }

    pub(crate) fn property(&self, name: HashedName<'_>) -> Option<&'static CompiledSchema> {
        let first = self
            .properties
            .partition_point(|property| property.key_hash < name.hash);
        for property in &self.properties[first..] {
            if property.key_hash != name.hash {
                break;
            }
            if property.name == name.text {
                return Some(property.schema);
            }
        }
        self.additional_properties
    }

    pub(crate) fn names_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    /// Whether the schema has the keyword `additionalProperties`.
    pub(crate) fn decides_about_others(&self) -> bool {
        self.checks.is_closed || self.additional_properties.is_some()
    }

    pub(crate) fn fact(&self, name: &str) -> Option<Fact> {
        let (_, fact) = self.facts.iter().find(|(own, _)| *own == name)?;
        Some(*fact)
    }
}
