//! Names in patterns: what a name of `const { a: { b = 1 }, ...rest } = value` takes from the value.

use crate::kind::{Field, Kind};
use crate::tree::{Id, Tree};

/// Patterns that are nested deeper are rare; the names in them are unknown.
const MAX_DEPTH: usize = 8;

/// How a pattern that contains a name is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PatternUse {
    Declarator(Id),
    Parameter(Id),
    /// The variable of `for (… of …)` or `for (… in …)`, which is the loop.
    Loop(Id),
    /// The variable of `catch`.
    Catch,
    /// An assignment to variables that exist.
    Assignment(Id),
}

/// The position of a name in a pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PatternName {
    pub(crate) usage: PatternUse,
    /// The keys from the value to the name.
    pub(crate) keys: Vec<Id>,
    /// Whether the name takes something that keys cannot say: an element of an array, or the rest.
    pub(crate) is_partial: bool,
    /// The value if there is none; of the name itself.
    pub(crate) default: Option<Id>,
}

/// The position of a name in the pattern around it; `None` if it is not in a pattern.
pub(crate) fn position(tree: &Tree<'_>, name: Id) -> Option<PatternName> {
    let mut found = PatternName {
        usage: PatternUse::Catch,
        keys: Vec::new(),
        is_partial: false,
        default: None,
    };
    if tree.kind(name) == Kind::ShorthandPattern {
        found.keys.push(name);
    }
    let mut inner = name;
    for _ in 0..MAX_DEPTH * 2 {
        let outer = tree.parent(inner);
        match (tree.kind(outer), tree.node(inner).field) {
            (Kind::ObjectPattern, _) => {}
            (Kind::ArrayPattern | Kind::RestPattern, _) => found.is_partial = true,
            (Kind::PairPattern, Field::Value) => found.keys.extend(tree.child(outer, Field::Key)),
            (Kind::AssignmentPattern | Kind::ObjectAssignmentPattern, Field::Left) => {
                if inner == name {
                    found.default = tree.child(outer, Field::Right);
                } else {
                    found.is_partial = true;
                }
            }
            (kind, field) => {
                found.usage = usage(tree, kind, field, outer)?;
                found.keys.reverse();
                return Some(found);
            }
        }
        inner = outer;
    }
    found.is_partial = true;
    Some(found)
}

fn usage(tree: &Tree<'_>, kind: Kind, field: Field, outer: Id) -> Option<PatternUse> {
    match (kind, field) {
        (Kind::Declarator, Field::Name) => Some(PatternUse::Declarator(outer)),
        (Kind::Parameter, Field::Pattern | Field::Name) => Some(PatternUse::Parameter(outer)),
        (Kind::Arrow, Field::Parameter) => Some(PatternUse::Parameter(outer)),
        (Kind::Catch, Field::Parameter) => Some(PatternUse::Catch),
        (Kind::ForIn, Field::Left) if tree.child(outer, Field::Kind).is_some() => {
            Some(PatternUse::Loop(outer))
        }
        (Kind::ForIn | Kind::Assignment, Field::Left) => Some(PatternUse::Assignment(outer)),
        _ => None,
    }
}
