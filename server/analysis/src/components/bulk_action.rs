//! A bulk action (`type: "crm-bulk-action"`).

use syntax::Value;

/// An action on selected records.
#[derive(Clone, Copy)]
pub struct BulkAction<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> BulkAction<'a> {
    /// `icon`.
    pub fn icon(&self) -> Option<Value<'a>> {
        self.config.get("icon")
    }
}
