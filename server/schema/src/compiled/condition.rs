//! Conditions of parts of a schema: strings that properties of the value must have, from `if`, `oneOf` or `anyOf`.
//! Evaluated for every object of every file.

use std::borrow::Cow;

use crate::load::{Node, strings};
use syntax::Value;

/// The known properties of an object, which rule out schemas for other objects.
pub trait KnownProperties {
    /// The property called `name`, if it is a string.
    fn string(&self, name: &str) -> Option<Cow<'_, str>>;
}

impl KnownProperties for Value<'_> {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.get(name)?.as_str().map(Cow::Borrowed)
    }
}

/// An object that is being typed.
impl KnownProperties for syntax::cursor::Container<'_> {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.string_of(name)
    }
}

impl KnownProperties for () {
    fn string(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// The strings that each of these properties may have.
pub(super) struct Condition(Vec<(&'static str, Strings)>);

enum Strings {
    /// From `const` or `enum`.
    Listed(Vec<&'static str>),
    /// From a `pattern` such as `\.propertyChange$`.
    EndingWith(&'static str),
}

impl Condition {
    /// The supported part of a schema. Unsupported keywords exclude no value.
    pub(super) fn of(schema: Node) -> Condition {
        let mut properties = Vec::new();
        if let Some(map) = schema.get("properties") {
            for member in map.members() {
                if let Some(strings) = Strings::of(member.value) {
                    properties.push((member.key.text, strings));
                }
            }
        }
        Condition(properties)
    }

    /// Whether a property is known to have a string that is excluded.
    pub(super) fn rules_out(&self, known: &dyn KnownProperties) -> bool {
        self.0.iter().any(|(name, strings)| {
            known
                .string(name)
                .is_some_and(|string| !strings.contain(&string))
        })
    }
}

impl Strings {
    fn of(schema: Node) -> Option<Strings> {
        if let Some(constant) = schema.get("const") {
            return Some(Strings::Listed(constant.as_str().into_iter().collect()));
        }
        if let Some(list) = schema.get("enum") {
            return Some(Strings::Listed(strings(Some(list)).collect()));
        }
        literal_ending(schema.get("pattern")?.as_str()?).map(Strings::EndingWith)
    }

    fn contain(&self, string: &str) -> bool {
        match self {
            Strings::Listed(strings) => strings.contains(&string),
            Strings::EndingWith(ending) => string.ends_with(ending),
        }
    }
}

/// `.name` for the pattern `\.name$`.
fn literal_ending(pattern: &'static str) -> Option<&'static str> {
    let ending = pattern.strip_prefix('\\')?.strip_suffix('$')?;
    let name = ending.strip_prefix('.')?;
    if name.chars().all(|c| c.is_ascii_alphanumeric()) {
        Some(ending)
    } else {
        None
    }
}
