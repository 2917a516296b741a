//! Whether code goes on with something else if a value is missing.

use std::collections::HashMap;

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

/// For each variable whether that holds for all of its uses.
pub(super) struct Uses(HashMap<Id, bool>);

impl Uses {
    pub(super) fn of(file: &File<'_>) -> Uses {
        let mut uses = HashMap::new();
        for id in file.tree.ids() {
            if let Some(binding) = file.names.binding(id)
                && id != binding.name
            {
                let all = uses.entry(binding.name).or_insert(true);
                *all = *all && has(file, id);
            }
        }
        Uses(uses)
    }

    /// Whether a variable has uses, and it holds for all of them.
    pub(super) fn all_have(&self, variable: Id) -> bool {
        self.0.get(&variable).copied().unwrap_or(false)
    }
}
