//! Calls of functions of the file that send a request of their parameters: `callApi('/crm/v3/owners')`, where `callApi` does
//! `fetch(BASE + path)`.

use std::collections::{BTreeSet, HashMap};

use diagnostics::Span;

use crate::evaluate::Passed;
use crate::facts::{Call, Callee, RequestTemplate, Root, SourceFacts, WrappedCall};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
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
        let function = match place {
            Place::Node { id, .. } if file.tree.kind(*id).is_function() => Some(*id),
            Place::Chain(chain) => match (&chain.root, chain.members.as_slice()) {
                (Root::Bound(this), [name]) if this == "this" => method(file, call, name),
                _ => None,
            },
            Place::Node { .. } => None,
        };
        if let Some(function) = function {
            self.calls.entry(function).or_default().push(call);
        }
    }

    /// Adds the requests with the arguments of each call of the functions around them.
    pub(super) fn finish(self, file: &File<'_>, facts: &mut SourceFacts) {
        let exported: BTreeSet<Span> = facts.exports.functions.values().copied().collect();
        let mut left = MAX_CALLS;
        for (request, index) in self.requests {
            let is_known = match facts.calls.get(index) {
                Some(call) => {
                    call.arguments.first().is_none_or(is_known)
                        && (call.arguments.iter().all(is_known) || !has_token(file, request))
                }
                None => true,
            };
            if is_known {
                continue;
            }
            for function in functions_around(file, request) {
                let calls = self.calls.get(&function).map_or(&[][..], Vec::as_slice);
                for call in calls.iter().take(left) {
                    left -= 1;
                    add(file, (request, index), (function, *call), facts);
                }
                let is_exported = exported.contains(&file.tree.span(function));
                if is_exported && facts.templates.len() < MAX_CALLS {
                    add_template(file, (request, index), function, facts);
                }
            }
        }
        let templates = &facts.templates;
        facts
            .exports
            .functions
            .retain(|_, span| templates.iter().any(|template| template.function == *span));
    }
}

/// The method of the class around a call of `this.name(…)`.
fn method(file: &File<'_>, call: Id, name: &str) -> Option<Id> {
    let mut class = call;
    while !matches!(file.tree.kind(class), Kind::Class | Kind::ClassDeclaration) {
        if class == Id::ROOT || !file.step() {
            return None;
        }
        class = file.tree.parent(class);
    }
    let body = file.tree.child(class, Field::Body)?;
    for member in file.tree.children(body) {
        if file.tree.kind(member) == Kind::Method
            && let Some(key) = file.tree.child(member, Field::Name)
            && file.property_name(key).is_some_and(|key| key == name)
        {
            return Some(member);
        }
    }
    None
}

/// Whether a request may contain a token.
fn has_token(file: &File<'_>, request: Id) -> bool {
    file.tree.slice(request).contains("uthorization")
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

/// Adds a request with the arguments of a call of the function around it.
fn add(file: &File<'_>, request: (Id, usize), call: (Id, Id), facts: &mut SourceFacts) {
    let (function, call) = call;
    let passed = Passed {
        function,
        call: Some(call),
    };
    let (Some((original, arguments)), Some(callee)) = (
        arguments_with(file, request, passed, facts),
        file.tree.child(call, Field::Function),
    ) else {
        return;
    };
    let callee = Callee {
        span: file.tree.span(callee),
        ..original.callee.clone()
    };
    let request = original.span;
    let span = file.tree.span(call);
    facts.wrapped_calls.push(WrappedCall {
        call: Call {
            callee,
            arguments,
            span,
        },
        request,
    });
}

/// Adds a request of a function that other files may call.
fn add_template(file: &File<'_>, request: (Id, usize), function: Id, facts: &mut SourceFacts) {
    let span = file.tree.span(function);
    let passed = Passed {
        function,
        call: None,
    };
    if let Some((original, arguments)) = arguments_with(file, request, passed, facts) {
        let call = Call {
            arguments,
            ..original.clone()
        };
        facts.templates.push(RequestTemplate {
            function: span,
            call,
        });
    }
}

/// The arguments of a request with those of its function, if they say more.
fn arguments_with<'s>(
    file: &File<'_>,
    request: (Id, usize),
    passed: Passed,
    facts: &'s SourceFacts,
) -> Option<(&'s Call, Vec<Value>)> {
    let (request, index) = request;
    let original = facts.calls.get(index)?;
    let mut arguments = Vec::new();
    for argument in file.arguments(request) {
        arguments.push(file.value_with(argument, passed));
    }
    if arguments == original.arguments {
        return None;
    }
    Some((original, arguments))
}

/// The functions around a call, the innermost first.
fn functions_around(file: &File<'_>, call: Id) -> Vec<Id> {
    let mut functions = Vec::new();
    let mut around = call;
    while around != Id::ROOT && functions.len() < MAX_FUNCTIONS && file.step() {
        around = file.tree.parent(around);
        if file.tree.kind(around).is_function() {
            functions.push(around);
        }
    }
    functions
}
