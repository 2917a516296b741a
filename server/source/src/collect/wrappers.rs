//! Calls of functions of the file that send a request of their parameters: `callApi('/crm/v3/owners')`, where `callApi` does
//! `fetch(BASE + path)`.

use std::collections::HashMap;

use crate::evaluate::Passed;
use crate::facts::{Call, Callee, SourceFacts, WrappedCall};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
use crate::scope::Source;
use crate::tree::Id;
use crate::value::Value;

/// The most calls of such functions in a file that are looked at.
const MAX_CALLS: usize = 200;

/// The functions around a request, of which the innermost may be a callback.
const MAX_FUNCTIONS: usize = 3;

/// What has to be known of all calls of a file first.
#[derive(Default)]
pub(super) struct Wrappers {
    /// The calls that are facts: the node, and the index.
    requests: Vec<(Id, usize)>,
    /// The calls of each function of the file.
    calls: HashMap<Id, Vec<Id>>,
}

impl Wrappers {
    pub(super) fn note_fact(&mut self, call: Id, facts: &SourceFacts) {
        if let Some(index) = facts.calls.len().checked_sub(1) {
            self.requests.push((call, index));
        }
    }

    pub(super) fn note_call(&mut self, file: &File<'_>, place: &Place<'_>, call: Id) {
        if let Place::Node { id, .. } = place
            && file.tree.kind(*id).is_function()
        {
            self.calls.entry(*id).or_default().push(call);
        }
    }

    /// Adds the requests with the arguments of each call of the functions around them.
    pub(super) fn finish(self, file: &File<'_>, facts: &mut SourceFacts) {
        let mut left = MAX_CALLS;
        for (request, index) in self.requests {
            let is_known = match facts.calls.get(index) {
                Some(call) => call.arguments.first().is_none_or(is_known),
                None => true,
            };
            if is_known {
                continue;
            }
            let mut function = request;
            for _ in 0..MAX_FUNCTIONS {
                let Some(outer) = function_around(file, function) else {
                    break;
                };
                function = outer;
                let calls = self.calls.get(&function).map_or(&[][..], Vec::as_slice);
                for call in calls.iter().take(left) {
                    left -= 1;
                    let passed = Passed {
                        function,
                        call: *call,
                    };
                    add(file, request, index, passed, facts);
                }
            }
        }
    }
}

/// Whether nothing of a value is unknown.
fn is_known(value: &Value) -> bool {
    match value {
        Value::Unknown { .. } => false,
        Value::Joined { parts, .. } | Value::Either(parts) => parts.iter().all(is_known),
        Value::Object {
            properties,
            is_open,
            ..
        } => !is_open && properties.iter().all(|property| is_known(&property.value)),
        _ => true,
    }
}

fn add(file: &File<'_>, request: Id, index: usize, passed: Passed, facts: &mut SourceFacts) {
    let Some(original) = facts.calls.get(index) else {
        return;
    };
    let mut arguments = Vec::new();
    for argument in file.arguments(request) {
        arguments.push(file.value_with(argument, passed));
    }
    if arguments == original.arguments {
        return;
    }
    let Some(function) = file.tree.child(passed.call, Field::Function) else {
        return;
    };
    let call = Call {
        callee: Callee {
            span: file.tree.span(function),
            ..original.callee.clone()
        },
        arguments,
        span: file.tree.span(passed.call),
    };
    let request = original.span;
    facts.wrapped_calls.push(WrappedCall { call, request });
}

fn function_around(file: &File<'_>, id: Id) -> Option<Id> {
    let mut around = id;
    while around != Id::ROOT && file.step() {
        around = file.tree.parent(around);
        if file.tree.kind(around).is_function() {
            return Some(around);
        }
    }
    None
}

impl File<'_> {
    /// The argument that a call passes for a parameter of the function, with the keys that the name takes of it.
    pub(crate) fn argument_of(&self, name: Id, passed: Passed) -> Option<(Id, &[Id])> {
        let Source::Parameter {
            parameter,
            keys,
            default,
        } = &self.names.binding(name)?.source
        else {
            return None;
        };
        let mut position = 0;
        if *parameter != passed.function {
            let list = self.tree.parent(*parameter);
            if self.tree.parent(list) != passed.function || self.tree.kind(list) != Kind::Parameters
            {
                return None;
            }
            let mut parameters = self.tree.children(list);
            position = parameters.position(|other| other == *parameter)?;
        }
        match (self.arguments(passed.call).get(position), default) {
            (Some(argument), _) => Some((*argument, keys)),
            (None, Some(default)) if keys.is_empty() => Some((*default, keys)),
            (None, _) => None,
        }
    }
}
