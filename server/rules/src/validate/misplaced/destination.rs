//! The nested object that an unknown property belongs in.

use super::has_own_help;
use crate::validate::missing::{MissingProperties, only_value};
use schema::{Node, Visit, replaces, strings};
use syntax::{Kind, Value};

/// Where an unknown property belongs, relative to the object that it is in.
pub(in crate::validate) struct Destination {
    /// The keys of the objects on the path: `config`, `auth`. At least one.
    pub(super) objects: Vec<&'static str>,
    /// The name of the property there: `requiredScopes`, also for one that is called `scopes`.
    pub(super) name: &'static str,
    /// The schema of the innermost object.
    schema: Node,
}

impl Destination {
    /// The destination of a property called `name`. If the destination has a property of this name already, only a wrong
    /// name is certain to be misplaced: the same name may have another meaning here.
    pub(in crate::validate) fn of(visit: &Visit<'_>, name: &str) -> Option<Destination> {
        // A property beside `config` may belong in one of its objects: for the root the second level counts too, and
        // `config`, which comes first, before `permissions`, which has scopes of its own.
        let is_root = visit
            .value
            .syntax()
            .root()
            .is_some_and(|root| root.index() == visit.value.index());
        for (object, _) in visit.properties() {
            for schema in visit.property_schemas(object) {
                if let Some(destination) = Destination::in_object(vec![object], schema, name)
                    && destination.is_certain_for(name, visit.value)
                {
                    return Some(destination);
                }
                if is_root
                    && let Some(destination) = Destination::in_second_level(object, schema, name)
                {
                    return Some(destination);
                }
            }
        }
        None
    }

    fn is_certain_for(&self, name: &str, object: Value<'_>) -> bool {
        self.has_own_rule() || self.name != name || self.is_free(object)
    }

    fn in_second_level(object: &'static str, schema: Node, name: &str) -> Option<Destination> {
        schema.get("properties")?.members().find_map(|inner| {
            Destination::in_object(vec![object, inner.key.text], inner.value, name)
        })
    }

    /// The property of an object that is called `name`, or that `name` is an alias of.
    fn in_object(objects: Vec<&'static str>, schema: Node, name: &str) -> Option<Destination> {
        let properties = schema.get("properties")?;
        let property = match properties.member(name) {
            Some(property) => property,
            None => properties
                .members()
                .find(|property| replaces(property.value, name))?,
        };
        Some(Destination {
            objects,
            name: property.key.text,
            schema,
        })
    }

    /// The destination of a property, if it is in an object that is missing and required, and nothing else explains the name.
    pub(in crate::validate) fn in_missing_object(
        visit: &Visit<'_>,
        missing: &MissingProperties,
        name: &str,
    ) -> Option<Destination> {
        if has_own_help(visit, name) || missing.with_alias(name).is_some() {
            return None;
        }
        let destination = Destination::of(visit, name)?;
        if missing.requires(destination.first_object()) && !destination.has_own_rule() {
            Some(destination)
        } else {
            None
        }
    }

    /// Whether another rule reports properties that belong here.
    pub(in crate::validate) fn has_own_rule(&self) -> bool {
        self.schema
            .get("x-misplacedCheckedBy")
            .is_some_and(|rule| rule.as_str().is_some())
    }

    /// Whether the property can be added there: the objects on the path are objects, as far as they exist, and the last one
    /// lacks it.
    pub(super) fn is_free(&self, from: Value<'_>) -> bool {
        let mut current = from;
        for object in &self.objects {
            match current.get(object) {
                None => return true,
                Some(next) if next.kind() == Kind::Object => current = next,
                Some(_) => return false,
            }
        }
        current.member(self.name).is_none()
    }

    /// Whether a value can be moved there as it is: an object is never what a list has an old name for.
    pub(super) fn takes(&self, value: Value<'_>) -> bool {
        let property = self
            .schema
            .get("properties")
            .and_then(|properties| properties.get(self.name));
        let kind = property.and_then(|property| property.get("type"));
        value.kind() != Kind::Object || kind.and_then(|kind| kind.as_str()) != Some("array")
    }

    /// Whether its path, with the name of the property, starts with these keys.
    pub(super) fn starts_with(&self, keys: &[&str]) -> bool {
        self.objects
            .iter()
            .copied()
            .chain([self.name])
            .take(keys.len())
            .eq(keys.iter().copied())
    }

    /// The first object on the path.
    pub(in crate::validate) fn first_object(&self) -> &'static str {
        self.objects[0]
    }

    /// `config.auth`, relative to the object that the property is in.
    pub(super) fn path(&self) -> String {
        self.objects.join(".")
    }

    /// " as `fetch`" for `allowedUrls`; empty for a property that keeps its name.
    pub(super) fn rename_suffix(&self, name: &str) -> String {
        if self.name == name {
            String::new()
        } else {
            format!(" as `{}`", self.name)
        }
    }

    /// The members of a new innermost object, completed with the required ones that have only one value.
    pub(super) fn with_required(
        &self,
        mut members: Vec<(&'static str, String)>,
    ) -> Vec<(&'static str, String)> {
        let properties = self.schema.get("properties");
        for name in strings(self.schema.get("required")) {
            if members.iter().any(|(own, _)| *own == name) {
                continue;
            }
            let schema = properties.and_then(|properties| properties.get(name));
            if let Some(json) = schema.and_then(only_value) {
                members.push((name, json));
            }
        }
        members
    }
}
