//! The properties that an object lacks, and which of them an unknown name most likely means.

use diagnostics::suggest;
use schema::{Node, Visit, replaces, strings, to_json};
use syntax::{Kind, Value};

/// Of an imported schema with more, no name is suggested: each of thousands of unknown names would be compared with all.
const MAX_NAMES: usize = 500;

/// The missing properties of one object. Made once for an object, as every unknown name is compared with them.
pub(super) struct MissingProperties {
    names: Vec<(&'static str, Node)>,
    required: Vec<&'static str>,
    /// Names that HubSpot is known to refuse as such.
    rejected: Vec<&'static str>,
}

impl MissingProperties {
    /// The properties that the visited object lacks.
    pub(super) fn of(visit: &Visit<'_>) -> MissingProperties {
        let names = visit
            .properties()
            .filter(|(name, _)| visit.value.member(name).is_none())
            .collect();
        let required = if visit.value.is_incomplete() {
            Vec::new()
        } else {
            visit
                .schemas()
                .flat_map(|schema| strings(schema.get("required")))
                .collect()
        };
        MissingProperties {
            names,
            required,
            rejected: strings(visit.keyword("x-rejectedFields")).collect(),
        }
    }

    /// The property that an unknown name most likely means: one that it is a known alias of, else the nearest.
    pub(super) fn likely_meant(&self, name: &str) -> Option<&'static str> {
        if self.rejected.contains(&name) {
            return None;
        }
        if self.names.len() > MAX_NAMES {
            return self.with_alias(name);
        }
        self.with_alias(name)
            .or_else(|| suggest::nearest(name, self.names.iter().map(|(name, _)| *name)))
    }

    /// The property that people are known to call `name`.
    pub(super) fn with_alias(&self, name: &str) -> Option<&'static str> {
        self.names
            .iter()
            .find(|(_, schema)| replaces(*schema, name))
            .map(|(name, _)| *name)
    }

    /// Whether the object requires a property that it lacks.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.required.contains(&name) && self.names.iter().any(|(missing, _)| *missing == name)
    }

    /// Whether an unknown name is the misspelling of a required property: one problem, which `missing-property` reports.
    pub(super) fn is_misspelled(&self, name: &str) -> bool {
        self.likely_meant(name)
            .is_some_and(|meant| self.required.contains(&meant))
    }
}

/// The value of a property that does not have to be chosen: the constant, or an example without any scalar.
pub(super) fn only_value(schema: Node) -> Option<String> {
    let value = match schema.get("const") {
        Some(constant) => constant,
        None => schema.get("examples")?.elements().find(has_no_scalar)?,
    };
    Some(to_json(value).to_string())
}

fn has_no_scalar(value: &Value<'_>) -> bool {
    value
        .descendants()
        .all(|value| matches!(value.kind(), Kind::Array | Kind::Object))
}
