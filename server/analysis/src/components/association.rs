//! An association of an app object (`type: "app-object-association"`).

use syntax::Value;

/// An association between two object types.
#[derive(Clone, Copy)]
pub struct Association<'a> {
    /// `config`.
    pub config: Value<'a>,
}
