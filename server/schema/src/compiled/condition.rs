//! Conditions of parts of a schema: strings that properties of the value must have, from `if`, `oneOf` or `anyOf`.
//! Evaluated for every object of every file.

use std::borrow::Cow;

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
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Condition(pub(crate) &'static [(&'static str, Strings)]);

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Strings {
    /// From `const` or `enum`.
    Listed(&'static [&'static str]),
    /// From a `pattern` such as `\.propertyChange$`.
    EndingWith(&'static str),
}

impl Condition {
    /// Whether a property is known to have a string that is excluded.
    pub(crate) fn rules_out(&self, known: &dyn KnownProperties) -> bool {
        self.0.iter().any(|(name, strings)| {
            known
                .string(name)
                .is_some_and(|string| !strings.contain(&string))
        })
    }
}

impl Strings {
    fn contain(&self, string: &str) -> bool {
        match self {
            Strings::Listed(strings) => strings.contains(&string),
            Strings::EndingWith(ending) => string.ends_with(ending),
        }
    }
}
