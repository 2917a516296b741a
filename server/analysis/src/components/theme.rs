//! A theme (`type: "theme"`) or other CMS assets (`type: "cms-assets"`).

use syntax::{Member, Value};

/// Code and templates of a website. Both types have the same properties.
#[derive(Clone, Copy)]
pub struct Theme<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> Theme<'a> {
    /// `secretNames`: the names of the secrets that the code reads.
    pub fn secret_names(&self) -> Option<Member<'a>> {
        self.config.member("secretNames")
    }
}
