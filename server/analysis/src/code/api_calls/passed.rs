//! Requests of functions of other files, with what these are called with.

use project::source_file::SourceFile;
use source::{Call, RequestTemplate, Root, Value};

use crate::code::{Code, ImportTarget};

/// The most files through which a function is followed.
const MOST_FILES: usize = 40;

/// The arguments of a call, and its file.
#[derive(Clone, Copy)]
pub(in crate::code) struct Passed<'c> {
    pub(in crate::code) file: &'c SourceFile,
    pub(in crate::code) arguments: &'c [Value],
}

impl<'c> Passed<'c> {
    /// The argument that a parameter has.
    pub(in crate::code) fn argument(&self, value: &Value) -> Option<(&'c SourceFile, &'c Value)> {
        let Value::Parameter {
            position, property, ..
        } = value
        else {
            return None;
        };
        let argument = self.arguments.get(*position)?;
        match property {
            Some(name) => Some((self.file, &argument.property(name)?.value)),
            None => Some((self.file, argument)),
        }
    }

    /// The argument that a URL contains.
    pub(super) fn in_url(&self, url: &Value) -> Option<&'c Value> {
        let parts = match url {
            Value::Joined { parts, .. } => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut arguments = parts.iter().filter_map(|part| self.argument(part));
        Some(arguments.next()?.1)
    }
}

/// The requests of the function of another file that is called, with that file.
pub(super) fn templates<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    call: &'c Call,
) -> Vec<(&'c SourceFile, &'c RequestTemplate)> {
    let Root::Imported { specifier, name } = &call.callee.root else {
        return Vec::new();
    };
    if !call.callee.members.is_empty() || !specifier.starts_with('.') {
        return Vec::new();
    }
    let (mut file, mut specifier) = (file, specifier.as_str());
    let mut name = name.as_deref().unwrap_or("default");
    for _ in 0..MOST_FILES {
        let ImportTarget::Source(target) = code.import_target(&file.path, specifier) else {
            break;
        };
        file = target;
        if let Some(function) = file.facts.exports.functions.get(name) {
            let templates = file.facts.templates.iter();
            return templates
                .filter(|template| template.function == *function)
                .map(|template| (file, template))
                .collect();
        }
        match file.facts.exports.names.get(name) {
            Some(Value::Imported {
                specifier: next,
                name: other,
                members,
                ..
            }) if members.is_empty() => {
                specifier = next;
                name = other.as_deref().unwrap_or("default");
            }
            _ => break,
        }
    }
    Vec::new()
}
