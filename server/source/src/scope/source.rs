//! Where the first value of a binding comes from, by what declares it.

use super::Source;
use crate::kind::{Field, Kind};
use crate::pattern::{PatternName, PatternUse};
use crate::tree::{Id, Tree};

pub(super) fn of_pattern(tree: &Tree<'_>, position: PatternName) -> Source {
    let PatternName { keys, default, .. } = position;
    if position.is_partial {
        return Source::Unknown;
    }
    match position.usage {
        PatternUse::Declarator(declarator) => match tree.child(declarator, Field::Value) {
            Some(value) => Source::Value {
                value,
                keys,
                default,
            },
            None if is_ambient(tree, declarator) => Source::Unknown,
            None => Source::Uninitialized,
        },
        PatternUse::Parameter(parameter) => Source::Parameter {
            parameter,
            default: if keys.is_empty() {
                default.or_else(|| tree.child(parameter, Field::Value))
            } else {
                default
            },
            keys,
        },
        _ => Source::Unknown,
    }
}

/// `declare const name` has its value elsewhere.
fn is_ambient(tree: &Tree<'_>, declarator: Id) -> bool {
    let declaration = tree.parent(declarator);
    tree.child_of_kind(declaration, Kind::ConstKeyword)
        .is_some()
}

/// The value of an enum member: `A` and `B` in `enum Name { A, B = A }`.
pub(super) fn of_enum_member(tree: &Tree<'_>, name: Id) -> Option<Source> {
    let parent = tree.parent(name);
    match (tree.kind(parent), tree.node(name).field) {
        (Kind::EnumBody, _) => Some(Source::Unknown),
        (Kind::EnumAssignment, Field::Name) => Some(match tree.child(parent, Field::Value) {
            Some(value) => Source::Value {
                value,
                keys: Vec::new(),
                default: None,
            },
            None => Source::Unknown,
        }),
        _ => None,
    }
}

/// The specifier of the import statement around a clause.
pub(super) fn of_import(tree: &Tree<'_>, clause: Id) -> Option<Id> {
    let mut node = clause;
    for _ in 0..4 {
        if let Some(source) = tree.child(node, Field::Source) {
            return Some(source);
        }
        node = tree.parent(node);
    }
    None
}

/// Whether a pattern binds its names in the function around it.
pub(super) fn is_var(tree: &Tree<'_>, usage: PatternUse) -> bool {
    match usage {
        PatternUse::Declarator(declarator) => tree.kind(tree.parent(declarator)) == Kind::Variable,
        PatternUse::Loop(of) => {
            let keyword = tree.child(of, Field::Kind);
            keyword.is_some_and(|keyword| tree.kind(keyword) == Kind::VarKeyword)
        }
        _ => false,
    }
}
