//! The values of variables that have several, and of chains of members.

use diagnostics::Span;

use crate::evaluate::{Budget, push_part};
use crate::facts::Root;
use crate::file::File;
use crate::names::Meaning;
use crate::place::Chain;
use crate::scope::{Source, Write};
use crate::tree::Id;
use crate::value::Value;

impl File<'_> {
    /// The value of a variable that has several: it is assigned again, or has a default. Which one it has where it is used is
    /// not known, but what it begins with if it only gets longer.
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
        if !is_appended || budget.variables.contains(&id) {
            return Value::Unknown { span };
        }
        budget.variables.push(id);
        let place = self.place_of_keys(*value, keys, 0);
        let first = self.evaluate_place(place, span, depth + 1, budget);
        budget.variables.pop();
        let mut parts = Vec::new();
        push_part(first, &mut parts);
        parts.push(Value::Unknown { span });
        Value::Joined { parts, span }
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
