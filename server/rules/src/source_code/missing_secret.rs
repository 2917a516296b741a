//! Diagnostics about secrets that a function reads and `secretKeys` does not list.

use analysis::code::{ComponentCode, MissingVariable};
use analysis::related;
use diagnostics::{Diagnostic, Rule, message};
use project::facts::StringList;

/// A diagnostic at the first read, with the other reads and the lists that lack the name.
pub(super) fn describe(
    rule: &'static Rule,
    variable: &MissingVariable<'_, '_>,
    message: String,
) -> Option<Diagnostic> {
    let (first, others) = variable.reads.split_first()?;
    let mut diagnostic = rule.at(first.file, first.read.span, message);
    let locations = others.iter().map(|read| (read.file, read.read.span));
    diagnostic = related::add(diagnostic, locations, others.len(), "also read here");
    for function in &variable.functions {
        diagnostic = add_list(diagnostic, function);
    }
    Some(diagnostic)
}

/// The functions of a message.
pub(super) fn functions(variable: &MissingVariable<'_, '_>) -> String {
    match variable.functions.len() {
        1 => "the function".to_owned(),
        several => format!("{several} functions"),
    }
}

/// Adds where `secretKeys` of a function is, or would be.
fn add_list(diagnostic: Diagnostic, function: &ComponentCode<'_>) -> Diagnostic {
    let component = function.component;
    let name = match &component.facts.uid {
        Some(uid) => message::quoted(&uid.text),
        None => "the function".to_owned(),
    };
    match &component.facts.secret_keys {
        StringList::Known(list) => {
            diagnostic.related(component.path, list.span, format!("secrets of {name}"))
        }
        _ => diagnostic.related(
            component.path,
            component.facts.anchor,
            format!("{name} has no `secretKeys`"),
        ),
    }
}
