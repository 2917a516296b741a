//! Requests of functions of other files, with what these are called with.

use project::source_file::SourceFile;
use source::{Call, RequestTemplate, Root, Value};

use crate::code::Code;

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
    let function = code.find_export(file, specifier, name.as_deref(), |file, name| {
        Some((file, file.facts.exports.functions.get(name)?))
    });
    let Some((file, function)) = function else {
        return Vec::new();
    };
    let templates = file.facts.templates.iter();
    templates
        .filter(|template| template.function == *function)
        .map(|template| (file, template))
        .collect()
}
