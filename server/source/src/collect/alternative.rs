//! Whether code goes on with something else if a value is missing.

use diagnostics::Span;

use crate::file::File;
use crate::kind::{Field, Kind};
use crate::tree::Id;

/// Whether an expression is one of several, or is only tested.
pub(super) fn has(file: &File<'_>, expression: Id) -> bool {
    let used = file.outer(expression);
    let parent = file.tree.parent(used);
    let field = file.tree.node(used).field;
    match (file.tree.kind(parent), field) {
        (Kind::Unary, _) => {
            file.tree.slice(parent).starts_with('!') && !is_in_condition(file, parent)
        }
        (Kind::AugmentedAssignment, Field::Left)
        | (Kind::Ternary | Kind::Condition, Field::Condition) => true,
        (Kind::Binary, _) => has_in_binary(file, parent, field),
        _ => false,
    }
}

/// Whether a test is part of the condition of a statement: code that stops without a value requires it.
fn is_in_condition(file: &File<'_>, test: Id) -> bool {
    let mut used = file.outer(test);
    while file.tree.kind(file.tree.parent(used)) == Kind::Binary && file.step() {
        used = file.outer(file.tree.parent(used));
    }
    file.tree.is(used, Field::Condition, Kind::Condition)
}

fn has_in_binary(file: &File<'_>, binary: Id, field: Field) -> bool {
    if let Some(operator) = file.tree.child(binary, Field::Operator) {
        return match file.tree.kind(operator) {
            Kind::Nullish | Kind::Or => true,
            Kind::And => field == Field::Left,
            _ => false,
        };
    }
    // Other operators are not part of the tree.
    let (Some(left), Some(right)) = (
        file.tree.child(binary, Field::Left),
        file.tree.child(binary, Field::Right),
    ) else {
        return false;
    };
    let between = Span {
        start: file.tree.span(left).end,
        end: file.tree.span(right).start,
    };
    matches!(
        file.tree.text_of(between).trim(),
        "===" | "!==" | "==" | "!="
    )
}

/// Whether that holds for every use of a variable, of which there is one at least.
pub(super) fn has_everywhere(file: &File<'_>, variable: Id) -> bool {
    let mut is_used = false;
    for id in file.tree.ids() {
        let is_use = id != variable
            && file
                .names
                .binding(id)
                .is_some_and(|binding| binding.name == variable);
        if is_use && !has(file, id) {
            return false;
        }
        is_used |= is_use;
    }
    is_used
}
