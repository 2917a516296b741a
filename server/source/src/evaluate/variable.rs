//! The values of variables that have several, and of chains of members.

use diagnostics::Span;

use crate::evaluate::{Budget, either, push_part};
use crate::facts::Root;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::Meaning;
use crate::place::Chain;
use crate::scope::{Binding, Source, Write};
use crate::tree::Id;
use crate::value::Value;

impl File<'_> {
    /// The value of a variable that has several: it is assigned again, or has a default. Which one it has where it is used is
    /// not known, but what it begins with if it only gets longer, and that a loop begins with the first one.
    pub(crate) fn variable(&self, name: Id, span: Span, depth: u32, budget: &mut Budget) -> Value {
        let (Meaning::Binding(id), Some(binding)) =
            (self.names.meaning(name), self.names.binding(name))
        else {
            return Value::Unknown { span };
        };
        let is_appended = binding.writes.iter().all(|write| *write == Write::Append);
        let Source::Value {
            value,
            keys,
            default: None,
        } = &binding.source
        else {
            return Value::Unknown { span };
        };
        if budget.variables.contains(&id) || !is_appended && !self.has_first_value(name, binding) {
            return Value::Unknown { span };
        }
        budget.variables.push(id);
        let place = self.place_of_keys(*value, keys, 0);
        let first = self.evaluate_place(place, span, depth + 1, budget);
        budget.variables.pop();
        if !is_appended {
            return either(vec![first, Value::Unknown { span }], span);
        }
        let mut parts = Vec::new();
        push_part(first, &mut parts);
        parts.push(Value::Unknown { span });
        Value::Joined { parts, span }
    }
}

impl File<'_> {
    /// Whether a variable has its first value the first time that it is used in one place: it is used in a loop that sets it
    /// afterwards, as for the pages of a list.
    fn has_first_value(&self, usage: Id, binding: &Binding) -> bool {
        let Some(around) = self.loop_around(usage, binding.name) else {
            return false;
        };
        let used = self.tree.span(usage);
        binding.writes.iter().all(|write| match write {
            Write::Value(value) => {
                self.tree.span(*value).end > used.start && self.runs_in(*value, around)
            }
            Write::Append | Write::Unknown => false,
        })
    }

    /// The outermost loop around a use of a variable that is declared before it, if nothing but loops decides whether the use
    /// runs.
    fn loop_around(&self, usage: Id, declared: Id) -> Option<Id> {
        let declared = self.tree.span(declared).start;
        let mut around = None;
        let mut branch = usage;
        while branch != Id::ROOT && self.step() {
            let parent = self.tree.parent(branch);
            let span = self.tree.span(parent);
            if span.start <= declared && declared < span.end {
                break;
            }
            match self.tree.kind(parent) {
                Kind::For | Kind::ForIn | Kind::DoLoop => around = Some(parent),
                Kind::Condition if self.is_while(parent) => around = Some(parent),
                Kind::Condition | Kind::Ternary
                    if self.tree.node(branch).field == Field::Condition => {}
                Kind::Condition | Kind::Ternary | Kind::Switch | Kind::Catch => return None,
                Kind::Binary if !self.is_sum(parent) => return None,
                kind if kind.is_function() => return None,
                _ => {}
            }
            branch = parent;
        }
        around
    }

    /// Whether code is in a loop, and in no function in it.
    fn runs_in(&self, id: Id, around: Id) -> bool {
        let mut node = id;
        while node != around {
            if node == Id::ROOT || self.tree.kind(node).is_function() || !self.step() {
                return false;
            }
            node = self.tree.parent(node);
        }
        true
    }
}

impl Chain<'_> {
    /// The value of a chain that is used at `span`.
    pub(crate) fn value(&self, span: Span) -> Value {
        let members: Vec<&str> = self.members.iter().map(|member| &**member).collect();
        if let Some([name]) = self.of_env().as_deref() {
            let name = (*name).to_owned();
            return Value::Env { name, span };
        }
        if let Some(name) = self.secret() {
            let name = name.to_owned();
            return Value::Env { name, span };
        }
        if let Some(name) = self.profile_variable() {
            let name = name.to_owned();
            return Value::Variable { name, span };
        }
        match &self.root {
            Root::Imported { specifier, name } => Value::Imported {
                specifier: specifier.clone(),
                name: name.clone(),
                members: members.into_iter().map(str::to_owned).collect(),
                span,
            },
            // Where it is made identifies an instance, not where it is used.
            Root::Instance {
                specifier,
                name,
                span,
            } if members.is_empty() => Value::Instance {
                specifier: specifier.clone(),
                name: name.clone(),
                span: *span,
            },
            _ => Value::Unknown { span },
        }
    }

    /// The name in `context.secrets.NAME`, the argument of a function: HubSpot gives it some of the environment variables.
    fn secret(&self) -> Option<&str> {
        match (&self.root, self.members.as_slice()) {
            (Root::Bound(context), [secrets, name])
                if context == "context" && secrets == "secrets" =>
            {
                Some(name)
            }
            (Root::Bound(secrets), [name]) if secrets == "secrets" => Some(name),
            _ => None,
        }
    }

    /// The name in `context.variables.NAME`. The context of an extension is a parameter or property of that name everywhere.
    fn profile_variable(&self) -> Option<&str> {
        match (&self.root, self.members.as_slice()) {
            (Root::Bound(context), [variables, name])
                if context == "context" && variables == "variables" =>
            {
                Some(name)
            }
            (Root::Bound(_) | Root::Unknown, [.., context, variables, name])
                if context == "context" && variables == "variables" =>
            {
                Some(name)
            }
            _ => None,
        }
    }
}
