//! The properties that an object lacks, and what unknown names in it most likely mean among them. It is asked about each
//! unknown name of an object, so the list is made once.

use diagnostics::suggest;
use schema::{Node, Visit, replaces, strings, to_json};
use syntax::{Kind, Value};

/// The missing properties of one object.
pub(super) struct Missing {
    names: Vec<(&'static str, Node)>,
    required: Vec<&'static str>,
    /// Names that HubSpot is known to refuse as such.
    rejected: Vec<&'static str>,
}

impl Missing {
    /// Of an object.
    pub(super) fn of(visit: &Visit<'_>) -> Missing {
        let is_missing = |name: &str| visit.value.member(name).is_none();
        let required = match visit.value.is_incomplete() {
            true => Vec::new(),
            false => visit
                .schemas()
                .flat_map(|schema| strings(schema.get("required")))
                .collect(),
        };
        Missing {
            names: visit
                .properties()
                .filter(|(name, _)| is_missing(name))
                .collect(),
            required,
            rejected: strings(visit.keyword("x-rejectedFields")).collect(),
        }
    }

    /// The property that an unknown name most likely means: one it is known to be written for, else the nearest.
    pub(super) fn meant(&self, name: &str) -> Option<&'static str> {
        if self.rejected.contains(&name) {
            return None;
        }
        self.written_for(name)
            .or_else(|| suggest::nearest(name, self.names.iter().map(|(name, _)| *name)))
    }

    /// The property that people are known to write this name for.
    pub(super) fn written_for(&self, name: &str) -> Option<&'static str> {
        self.names
            .iter()
            .find(|(_, schema)| replaces(*schema, name))
            .map(|(name, _)| *name)
    }

    /// Whether the object requires a property that it lacks.
    pub(super) fn needs(&self, name: &str) -> bool {
        self.required.contains(&name) && self.names.iter().any(|(missing, _)| *missing == name)
    }

    /// Whether an unknown name is the misspelling of a required property: one problem, which `missing-property` reports.
    pub(super) fn stands_for_missing(&self, name: &str) -> bool {
        self.meant(name)
            .is_some_and(|meant| self.required.contains(&meant))
    }
}

/// The value of a property that needs no invention: the only one that is allowed, or an example without any value in it.
pub(super) fn given(schema: Node) -> Option<String> {
    let constant = schema.get("const");
    let is_empty = |example: &Value<'_>| {
        let holds_values = |value: Value<'_>| !matches!(value.kind(), Kind::Array | Kind::Object);
        !example.descendants().any(holds_values)
    };
    let mut examples = schema
        .get("examples")
        .into_iter()
        .flat_map(|examples| examples.elements());
    let value = constant.or_else(|| examples.find(is_empty))?;
    Some(to_json(value).to_string())
}
