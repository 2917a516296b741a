//! What is used of an expression: a member, or the keys of a pattern.

use super::imports::names_of_pattern;
use crate::facts::Member;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::tree::Id;

/// The member that is used of an expression, and the expression that ends with it; `None` if none is used or its name is not
/// known.
pub(super) fn of(file: &File<'_>, used: Id) -> Option<(Member, Id)> {
    if file.tree.node(used).field != Field::Object {
        return None;
    }
    let parent = file.tree.parent(used);
    let key = file.member_key(parent)?;
    let member = Member {
        name: file.property_name(key)?.into_owned(),
        span: file.tree.span(key),
        expression: file.tree.span(parent),
    };
    Some((member, parent))
}

/// The keys of a pattern that takes an expression apart.
#[derive(Default)]
pub(super) struct Destructured {
    pub(super) named: Vec<Member>,
    /// Whether it takes others too: the rest, computed keys.
    pub(super) is_open: bool,
}

/// The keys of the pattern that an expression is assigned to: `const { key } = value`.
pub(super) fn destructured(file: &File<'_>, used: Id) -> Destructured {
    let mut found = Destructured::default();
    let parent = file.tree.parent(used);
    let target = match (file.tree.kind(parent), file.tree.node(used).field) {
        (Kind::Declarator, Field::Value) => file.tree.child(parent, Field::Name),
        (Kind::Assignment | Kind::AssignmentPattern, Field::Right) => {
            file.tree.child(parent, Field::Left)
        }
        (Kind::Parameter, Field::Value) => file.tree.child(parent, Field::Pattern),
        _ => None,
    };
    let Some(pattern) = target else {
        return found;
    };
    if file.tree.kind(pattern) != Kind::ObjectPattern {
        return found;
    }
    for taken in names_of_pattern(file, pattern) {
        match taken.name {
            Some(name) => found.named.push(Member {
                name,
                span: taken.span,
                expression: taken.span,
            }),
            None => found.is_open = true,
        }
    }
    found
}

/// Whether a member is used whose name is not known: `value[key]`.
pub(super) fn is_computed(file: &File<'_>, used: Id) -> bool {
    let parent = file.tree.parent(used);
    file.tree.node(used).field == Field::Object
        && file.tree.kind(parent) == Kind::Subscript
        && file.member_key(parent).is_none()
}
