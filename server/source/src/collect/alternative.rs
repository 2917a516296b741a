//! Whether code needs a value, or goes on without it.

use std::collections::HashMap;

use diagnostics::Span;

use crate::facts::Need;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::tree::Id;

/// What one use of a value says. The strongest use of all decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    Plain,
    Tested,
    Replaced,
    /// The code stops with an error if it is missing.
    Demanded,
}

impl Use {
    pub(super) fn need(self) -> Need {
        match self {
            Use::Plain | Use::Demanded => Need::Required,
            Use::Tested => Need::Tested,
            Use::Replaced => Need::Replaced,
        }
    }
}

/// How an expression is used: itself, by calls around it, or by the variable that it is assigned to.
pub(super) fn of(file: &File<'_>, expression: Id, uses: &Uses) -> Use {
    let used = around(file, expression);
    match assigned_variable(file, used.id) {
        Some(variable) => used.least.max(uses.strongest(file, variable)),
        None => direct(file, used),
    }
}

/// The variable that an expression is the value of.
fn assigned_variable(file: &File<'_>, value: Id) -> Option<Id> {
    let parent = file.tree.parent(value);
    match (file.tree.kind(parent), file.tree.node(value).field) {
        (Kind::Declarator, Field::Value) => file.tree.child(parent, Field::Name),
        (Kind::Assignment, Field::Right) => {
            let variable = file.tree.child(parent, Field::Left)?;
            Some(file.names.binding(variable)?.name)
        }
        _ => None,
    }
}

/// An expression around another one, which has its value or one that is made of it.
#[derive(Clone, Copy)]
struct Around {
    id: Id,
    least: Use,
    /// Whether it is the result of a call to which the value is passed: a test of that is no test of the value.
    is_result: bool,
}

/// Follows `value?.split(',')`, `Number(value)` and `other && value` outward.
fn around(file: &File<'_>, expression: Id) -> Around {
    let mut around = Around {
        id: file.outer(expression),
        least: Use::Plain,
        is_result: false,
    };
    let mut is_value = true;
    while file.step() {
        let parent = file.tree.parent(around.id);
        let field = file.tree.node(around.id).field;
        let next = match file.tree.kind(parent) {
            Kind::Member | Kind::Subscript if field == Field::Object => {
                if is_value && !around.is_result {
                    if !is_optional(file, around.id) {
                        break;
                    }
                    around.least = Use::Tested;
                    is_value = false;
                }
                parent
            }
            Kind::Call if field == Field::Function && !is_value => parent,
            Kind::Arguments => {
                let call = file.tree.parent(parent);
                match called(file, call) {
                    "Boolean" => around.least = Use::Tested,
                    method if is_test(method) && !around.is_result => around.least = Use::Tested,
                    // A text even without the value.
                    "String" => is_value = false,
                    "Number" | "parseInt" | "parseFloat" | "Number.parseInt" => {}
                    _ => around.is_result = true,
                }
                call
            }
            Kind::Binary if field == Field::Right && is_operator(file, parent, Kind::And) => parent,
            _ => break,
        };
        around.id = file.outer(next);
    }
    around
}

/// Whether the member that is taken of a value is taken only if there is one.
fn is_optional(file: &File<'_>, object: Id) -> bool {
    let end = file.tree.span(object).end as usize;
    let rest = file.tree.text.get(end..).unwrap_or_default();
    rest.trim_start().starts_with("?.")
}

/// Whether a method tests what it gets: `['1', 'true'].includes(value)`, `/^true$/.test(value)`.
fn is_test(method: &str) -> bool {
    method.ends_with(".includes") || method.ends_with(".test")
}

fn called<'t>(file: &File<'t>, call: Id) -> &'t str {
    match file.tree.child(call, Field::Function) {
        Some(function) => file.tree.slice(function),
        None => "",
    }
}

fn is_operator(file: &File<'_>, binary: Id, kind: Kind) -> bool {
    file.tree
        .child(binary, Field::Operator)
        .is_some_and(|operator| file.tree.kind(operator) == kind)
}

fn direct(file: &File<'_>, used: Around) -> Use {
    let parent = file.tree.parent(used.id);
    let field = file.tree.node(used.id).field;
    let found = match file.tree.kind(parent) {
        Kind::Binary
            if is_operator(file, parent, Kind::Nullish) || is_operator(file, parent, Kind::Or) =>
        {
            match condition_around(file, parent) {
                Some(_) => Use::Tested,
                None if used.is_result => Use::Tested,
                None => Use::Replaced,
            }
        }
        _ if used.is_result => Use::Plain,
        Kind::Binary if is_operator(file, parent, Kind::And) && field == Field::Left => Use::Tested,
        Kind::Binary if is_comparison(file, parent) => test(file, parent),
        Kind::Unary => unary(file, parent),
        Kind::AugmentedAssignment if field == Field::Left => Use::Replaced,
        Kind::Ternary if field == Field::Condition => Use::Replaced,
        Kind::Condition if field == Field::Condition => Use::Tested,
        // A list of which those that are missing are left out.
        Kind::Other if is_filtered(file, parent) => Use::Tested,
        // The default of a parameter is read only if it is needed.
        Kind::Parameter | Kind::AssignmentPattern => Use::Tested,
        Kind::Other if file.tree.child_of_kind(parent, Kind::Switch).is_some() => Use::Tested,
        _ => Use::Plain,
    };
    found.max(used.least)
}

/// `[first, second].filter(Boolean)`
fn is_filtered(file: &File<'_>, list: Id) -> bool {
    let rest = file.tree.text.get(file.tree.span(list).end as usize..);
    let rest = rest.unwrap_or_default().trim_start();
    [".filter(", ".find(", ".some(", ".every("]
        .iter()
        .any(|method| rest.starts_with(method))
}

fn unary(file: &File<'_>, unary: Id) -> Use {
    let text = file.tree.slice(unary);
    if text.starts_with("typeof") {
        return test(file, file.outer(unary));
    }
    if !text.starts_with('!') {
        return Use::Plain;
    }
    match condition_around(file, unary) {
        Some(statement) if stops(file, statement) => Use::Demanded,
        _ => test(file, unary),
    }
}

/// A test, on which it may depend what is used in place of a value.
fn test(file: &File<'_>, test: Id) -> Use {
    let mut used = file.outer(test);
    while matches!(
        file.tree.kind(file.tree.parent(used)),
        Kind::Binary | Kind::Unary
    ) && file.step()
    {
        used = file.outer(file.tree.parent(used));
    }
    if file.tree.is(used, Field::Condition, Kind::Ternary) {
        Use::Replaced
    } else {
        Use::Tested
    }
}

/// The statement of whose condition a test is part.
fn condition_around(file: &File<'_>, test: Id) -> Option<Id> {
    let mut used = file.outer(test);
    while file.tree.kind(file.tree.parent(used)) == Kind::Binary && file.step() {
        used = file.outer(file.tree.parent(used));
    }
    if file.tree.is(used, Field::Condition, Kind::Condition) {
        Some(file.tree.parent(used))
    } else {
        None
    }
}

/// Whether a statement ends the code with an error. One that only returns may be part of what is optional.
fn stops(file: &File<'_>, statement: Id) -> bool {
    const SIGNS: [&str; 6] = ["throw", "exit(", "reject(", "rror", "status", "issing"];
    let Some(body) = file.tree.child(statement, Field::Consequence) else {
        return false;
    };
    let text = beginning(file.tree.slice(body));
    SIGNS.iter().any(|sign| text.contains(sign))
}

/// As much of a text as is looked at.
pub(super) fn beginning(text: &str) -> &str {
    const LONGEST: usize = 400;
    text.get(..text.floor_char_boundary(LONGEST))
        .unwrap_or_default()
}

/// Operators of comparisons are not part of the tree.
fn is_comparison(file: &File<'_>, binary: Id) -> bool {
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
        "===" | "!==" | "==" | "!=" | "<" | ">" | "<=" | ">="
    )
}

/// The uses of each variable.
pub(super) struct Uses(HashMap<Id, Vec<Id>>);

impl Uses {
    pub(super) fn of_variables(file: &File<'_>) -> Uses {
        let mut uses: HashMap<Id, Vec<Id>> = HashMap::new();
        for id in file.tree.ids() {
            if let Some(binding) = file.names.binding(id)
                && id != binding.name
            {
                uses.entry(binding.name).or_default().push(id);
            }
        }
        Uses(uses)
    }

    /// The strongest use of a variable.
    pub(super) fn strongest(&self, file: &File<'_>, variable: Id) -> Use {
        let mut strongest = Use::Plain;
        for id in self.0.get(&variable).into_iter().flatten() {
            strongest = strongest.max(direct(file, around(file, *id)));
        }
        strongest
    }
}
