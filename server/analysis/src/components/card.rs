//! A card (`type: "card"`).

use syntax::Value;

/// A card on the records of an account.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> Card<'a> {
    /// `location`.
    pub fn location(&self) -> Option<Value<'a>> {
        self.config.get("location")
    }

    /// `objectTypes`.
    pub fn object_types(&self) -> Option<Value<'a>> {
        self.config.get("objectTypes")
    }
}
