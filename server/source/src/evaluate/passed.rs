//! Values of parameters, for one call of their function.

use crate::evaluate::Budget;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::scope::Source;
use crate::tree::Id;
use crate::value::Value;

/// A function of the file and a call of it, whose arguments are the values of its parameters. Without a call, which is in
/// another file, they stand for themselves.
#[derive(Clone, Copy)]
pub(crate) struct Passed {
    pub(crate) function: Id,
    pub(crate) call: Option<Id>,
}

/// What a property of an argument is.
pub(crate) enum PassedMember {
    Value(Value),
    Absent,
}

/// A parameter of a function.
struct Parameter<'f> {
    position: usize,
    /// The keys of a destructured one.
    keys: &'f [Id],
    default: Option<Id>,
}

impl File<'_> {
    /// The value of an expression in a function when it is called in one place.
    pub(crate) fn value_with(&self, id: Id, passed: Passed) -> Value {
        let mut budget = Budget::new();
        budget.passed = Some(passed);
        self.evaluate(id, 0, &mut budget)
    }

    /// The argument that is passed for a name, if it is a parameter.
    pub(crate) fn passed_value(&self, id: Id, depth: u32, budget: &mut Budget) -> Option<Value> {
        let passed = budget.passed?;
        match self.passed_member(id, depth, budget) {
            Some(PassedMember::Value(value)) => return Some(value),
            Some(PassedMember::Absent) => {
                let span = self.tree.span(id);
                return Some(Value::Unknown { span });
            }
            None => {}
        }
        let name = self.inner(id);
        if !matches!(
            self.tree.kind(name),
            Kind::Identifier | Kind::ShorthandProperty
        ) {
            return None;
        }
        let parameter = self.parameter_of(name, passed.function)?;
        let Some(call) = passed.call else {
            return self.own_value(id, &parameter);
        };
        let argument = self.argument_of(call, &parameter)?;
        // The argument belongs to another function.
        budget.passed = None;
        let value = if parameter.keys.is_empty() {
            self.evaluate(argument, depth + 1, budget)
        } else {
            let place = self.place_of_keys(argument, parameter.keys, 0);
            self.evaluate_place(place, self.tree.span(argument), depth + 1, budget)
        };
        budget.passed = Some(passed);
        Some(value)
    }

    /// The property of an argument: `options.method`, if `options` is a parameter.
    pub(crate) fn passed_member(
        &self,
        id: Id,
        depth: u32,
        budget: &mut Budget,
    ) -> Option<PassedMember> {
        let passed = budget.passed?;
        let member = self.inner(id);
        let property = self.member_name(member)?;
        let object = self.inner(self.tree.child(member, Field::Object)?);
        if self.tree.kind(object) != Kind::Identifier {
            return None;
        }
        let parameter = self.parameter_of(object, passed.function)?;
        if !parameter.keys.is_empty() {
            return None;
        }
        let span = self.tree.span(id);
        let Some(call) = passed.call else {
            return Some(PassedMember::Value(Value::Parameter {
                position: parameter.position,
                property: Some(property.into_owned()),
                span,
            }));
        };
        let argument = self.argument_of(call, &parameter)?;
        budget.passed = None;
        let value = self.evaluate(argument, depth + 1, budget);
        budget.passed = Some(passed);
        match (value.property(&property), &value) {
            (Some(property), _) => Some(PassedMember::Value(property.value.clone())),
            (None, Value::Object { is_open: false, .. }) => Some(PassedMember::Absent),
            _ => None,
        }
    }

    /// The parameter of a function that a name is, if nothing else is assigned to it.
    fn parameter_of(&self, name: Id, function: Id) -> Option<Parameter<'_>> {
        let binding = self.names.binding(name)?;
        let Source::Parameter {
            parameter,
            keys,
            default,
        } = &binding.source
        else {
            return None;
        };
        if !binding.writes.is_empty() {
            return None;
        }
        let mut position = 0;
        if *parameter != function {
            let list = self.tree.parent(*parameter);
            if self.tree.parent(list) != function || self.tree.kind(list) != Kind::Parameters {
                return None;
            }
            let mut parameters = self.tree.children(list);
            position = parameters.position(|other| other == *parameter)?;
        }
        Some(Parameter {
            position,
            keys,
            default: *default,
        })
    }

    /// What a call passes for a parameter.
    fn argument_of(&self, call: Id, parameter: &Parameter<'_>) -> Option<Id> {
        let arguments = self.arguments(call);
        let mut before = arguments.iter().take(parameter.position);
        if before.any(|argument| self.tree.kind(*argument) == Kind::Spread) {
            return None;
        }
        match arguments.get(parameter.position) {
            Some(argument) => Some(*argument),
            None if parameter.keys.is_empty() => parameter.default,
            None => None,
        }
    }

    /// A parameter of a function that other files call.
    fn own_value(&self, id: Id, parameter: &Parameter<'_>) -> Option<Value> {
        let property = match parameter.keys {
            [] => None,
            [key] => Some(self.property_name(*key)?.into_owned()),
            _ => return None,
        };
        Some(Value::Parameter {
            position: parameter.position,
            property,
            span: self.tree.span(id),
        })
    }
}
