//! An association of an app object (`type: "app-object-association"`).

use syntax::Value;

/// An association between two object types.
#[derive(Clone, Copy)]
pub struct Association<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> Association<'a> {
    /// `firstObjectType`.
    pub fn first_object_type(&self) -> Option<Value<'a>> {
        self.config.get("firstObjectType")
    }

    /// `secondObjectType`.
    pub fn second_object_type(&self) -> Option<Value<'a>> {
        self.config.get("secondObjectType")
    }
}
