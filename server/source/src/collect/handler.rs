//! The callback of a function that HubSpot runs.

use diagnostics::Span;

use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
use crate::tree::Id;

/// The name in the first call of the second parameter of a function.
pub(super) fn callback_call(file: &File<'_>, value: Id) -> Option<Span> {
    let Place::Node { id: function, .. } = file.place(value) else {
        return None;
    };
    let parameters = file.tree.child(function, Field::Parameters)?;
    let parameter = file.tree.children(parameters).nth(1)?;
    let callback = file.tree.child(parameter, Field::Pattern)?;
    if file.tree.child(parameter, Field::Value).is_some() {
        return None;
    }
    let mut first = None;
    for id in file.tree.descendants(function) {
        if !file.step() {
            return None;
        }
        let is_callback = file.tree.kind(id) == Kind::Identifier
            && id != callback
            && file
                .names
                .binding(id)
                .is_some_and(|binding| binding.name == callback);
        if is_callback && is_tested(file, id) {
            return None;
        }
        if is_callback && first.is_none() && file.tree.is(id, Field::Function, Kind::Call) {
            first = Some(file.tree.span(id));
        }
    }
    first
}

/// Whether the code tests if a name has a value: `if (name)`, `name && name()`, `name?.()`.
fn is_tested(file: &File<'_>, name: Id) -> bool {
    let used = file.outer(name);
    let parent = file.tree.parent(used);
    match (file.tree.kind(parent), file.tree.node(used).field) {
        (Kind::Unary | Kind::Binary, _)
        | (Kind::Ternary | Kind::Condition, Field::Condition)
        | (Kind::AugmentedAssignment | Kind::Assignment, Field::Left) => true,
        (Kind::Call, Field::Function) => {
            let call = file.tree.slice(parent);
            let callee = file.tree.slice(used);
            call.strip_prefix(callee)
                .is_some_and(|rest| rest.trim_start().starts_with("?."))
        }
        _ => false,
    }
}
