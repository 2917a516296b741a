//! Values that a condition decides about: `path.startsWith('http') ? path : BASE + path`. Which of its values a name has in a
//! branch would need the condition to be evaluated.

use std::borrow::Cow;

use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::Meaning;
use crate::scope::{BindingId, Source};
use crate::tree::Id;

/// How many nodes around a value may be conditions.
const MAX_ANCESTORS: usize = 256;

/// How many nodes of an expression are looked at.
const MAX_NODES: usize = 256;

/// A name with the members that are used of it.
struct Use<'t> {
    binding: BindingId,
    members: Vec<Cow<'t, str>>,
}

impl Use<'_> {
    /// Whether one of the two contains the other, as `path` contains `path.length`.
    fn overlaps(&self, other: &Use<'_>) -> bool {
        self.binding == other.binding
            && self
                .members
                .iter()
                .zip(&other.members)
                .all(|(one, other)| one == other)
    }
}

impl<'t> File<'t> {
    /// Whether a condition tests what a value uses.
    pub(crate) fn is_tested(&self, value: Id, condition: Id) -> bool {
        let used = self.uses(value);
        !used.is_empty() && self.tests(condition, &used)
    }

    /// Whether an expression is in a branch of a condition that tests what it uses.
    pub(crate) fn is_guarded(&self, id: Id) -> bool {
        let used = self.uses(id);
        if used.is_empty() {
            return false;
        }
        let mut branch = id;
        for _ in 0..MAX_ANCESTORS {
            if branch == Id::ROOT {
                return false;
            }
            let parent = self.tree.parent(branch);
            if let Some(condition) = self.condition_of(parent, branch)
                && !self.is_loop_while_set(parent)
                && self.tests(condition, &used)
            {
                return true;
            }
            branch = parent;
        }
        false
    }

    /// The condition on which a branch runs.
    fn condition_of(&self, parent: Id, branch: Id) -> Option<Id> {
        let field = match self.tree.kind(parent) {
            Kind::Condition | Kind::Ternary => Field::Condition,
            Kind::Binary => Field::Left,
            _ => return None,
        };
        let condition = self.tree.child(parent, field)?;
        let is_operator = field == Field::Left;
        if branch == condition || is_operator && !self.is_and(parent) {
            return None;
        }
        Some(condition)
    }

    /// `while (url)`, whose body runs at once for a string that is not empty.
    fn is_loop_while_set(&self, id: Id) -> bool {
        self.is_while(id)
            && self
                .tree
                .child(id, Field::Condition)
                .is_some_and(|condition| self.tree.kind(self.inner(condition)) == Kind::Identifier)
    }

    pub(crate) fn is_while(&self, id: Id) -> bool {
        self.tree.kind(id) == Kind::Condition && self.tree.slice(id).starts_with("while")
    }

    fn is_and(&self, binary: Id) -> bool {
        let operator = self.tree.child(binary, Field::Operator);
        operator.is_some_and(|operator| self.tree.kind(operator) == Kind::And)
    }

    fn tests(&self, condition: Id, used: &[Use<'t>]) -> bool {
        let mut tested = self.uses(condition);
        // `const isAbsolute = path.startsWith('http')`
        for index in 0..tested.len() {
            let Some(one) = tested.get(index) else {
                break;
            };
            if let Some(binding) = self.names.bindings.get(one.binding)
                && let Source::Value { value, .. } = binding.source
            {
                tested.extend(self.uses(value));
            }
        }
        tested
            .iter()
            .any(|one| used.iter().any(|other| one.overlaps(other)))
    }

    /// The names of variables in an expression.
    fn uses(&self, id: Id) -> Vec<Use<'t>> {
        let mut uses = Vec::new();
        let nodes = [id].into_iter().chain(self.tree.descendants(id));
        for node in nodes.take(MAX_NODES) {
            if !matches!(
                self.tree.kind(node),
                Kind::Identifier | Kind::ShorthandProperty
            ) {
                continue;
            }
            if let Meaning::Binding(binding) = self.names.meaning(node) {
                if !self.step() {
                    break;
                }
                let members = self.members_after(node);
                uses.push(Use { binding, members });
            }
        }
        uses
    }

    fn members_after(&self, name: Id) -> Vec<Cow<'t, str>> {
        let mut members = Vec::new();
        let mut used = self.outer(name);
        while self.tree.node(used).field == Field::Object
            && let Some(member) = self.member_name(self.tree.parent(used))
            && self.step()
        {
            members.push(member);
            used = self.outer(self.tree.parent(used));
        }
        members
    }
}
