//! A profile (`hsprofile.<name>.json`).

use syntax::{Kind, Value};

/// The variables of one target account.
#[derive(Clone, Copy)]
pub struct Profile<'a> {
    /// The value of the file.
    pub root: Value<'a>,
}

impl<'a> Profile<'a> {
    /// `accountId`.
    pub fn account_id(&self) -> Option<Value<'a>> {
        known(self.root, "accountId")
    }

    /// `variables`, which should be an object.
    pub fn variables(&self) -> Option<Value<'a>> {
        known(self.root, "variables")
    }
}

/// The value of `name`, unless it is in broken text.
fn known<'a>(root: Value<'a>, name: &str) -> Option<Value<'a>> {
    let value = root.get(name)?;
    match value.kind() {
        Kind::Unknown => None,
        _ => Some(value),
    }
}
