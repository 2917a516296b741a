//! The project file (`hsproject.json`).

use syntax::Value;

/// The file at the root of a project.
#[derive(Clone, Copy)]
pub struct ProjectFile<'a> {
    /// The value of the file.
    pub root: Value<'a>,
}

impl<'a> ProjectFile<'a> {
    /// `name`.
    pub fn name(&self) -> Option<Value<'a>> {
        self.root.get("name")
    }
}
