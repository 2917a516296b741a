//! Source files: completion and hover in them, and the names in them that mean something in configuration files. Everything
//! else about source code is left to the editor's own support of the language.

mod completion;
mod cursor;
mod hover;
pub(crate) mod names;

#[cfg(test)]
mod tests;

pub use completion::complete;
pub use hover::hover;

use analysis::code::{Code, ComponentCode};
use diagnostics::RelPath;
use project::index::{Component, Index};
use project::placeholders;
use project::sources::Runtime;
use syntax::Value;

/// The component type whose components are called from UI code.
const FUNCTION: &str = "app-function";

/// The functions of a project, in the order of their paths.
fn functions<'i>(index: &'i Index<'_>) -> impl Iterator<Item = &'i Component<'i>> {
    index.components.iter().filter(|component| {
        let component_type = component.facts.component.unwrap_or(component.folder);
        component_type.name == FUNCTION
    })
}

/// The functions that reach a source file.
fn functions_with<'a, 'c>(
    code: &'a Code<'c>,
    file: &'a RelPath,
) -> impl Iterator<Item = &'a ComponentCode<'c>> {
    code.components().iter().filter(move |component| {
        component.runtime == Runtime::Function
            && component.files.iter().any(|reached| reached.path == *file)
    })
}

/// The strings of a list in a configuration file, also if other entries of it are unknown. Those with placeholders are left
/// out: code has to use their values.
fn strings<'i>(index: &'i Index<'_>, file: &RelPath, keys: &[&str]) -> Vec<&'i str> {
    let mut strings = Vec::new();
    let Some(document) = index.project.documents.get(file) else {
        return strings;
    };
    let mut list: Option<Value<'_>> = document.syntax.root();
    for key in keys {
        list = list.and_then(|object| object.get(key));
    }
    for entry in list.into_iter().flat_map(|list| list.elements()) {
        if let Some(text) = entry.as_str()
            && !text.is_empty()
            && placeholders::first(text).is_none()
        {
            strings.push(text);
        }
    }
    strings
}
