//! The values of calls that give a known string: of methods of strings, of `URL`, and of functions of the file.

use diagnostics::Span;

use crate::evaluate::{Budget, either};
use crate::facts::Root;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
use crate::tree::Id;
use crate::value::Value;

impl File<'_> {
    pub(crate) fn call_value(
        &self,
        call: Id,
        span: Span,
        depth: u32,
        budget: &mut Budget,
    ) -> Value {
        let Some(function) = self.tree.child(call, Field::Function) else {
            return Value::Unknown { span };
        };
        match self.place(function) {
            Place::Node { id, .. } if self.tree.kind(id).is_function() => {
                let mut values = Vec::new();
                for result in self.returned(id).iter() {
                    values.push(if self.is_guarded(*result) {
                        Value::Unknown { span }
                    } else {
                        self.evaluate(*result, depth + 1, budget)
                    });
                }
                return either(values, span);
            }
            Place::Chain(chain)
                if chain.members.is_empty()
                    && matches!(&chain.root, Root::Global(name) if is_identity(name)) =>
            {
                if let Some(argument) = self.first_argument(call) {
                    return self.evaluate(argument, depth + 1, budget);
                }
            }
            _ => {}
        }
        self.method_value(call, function, span, depth, budget)
    }

    fn method_value(
        &self,
        call: Id,
        function: Id,
        span: Span,
        depth: u32,
        budget: &mut Budget,
    ) -> Value {
        let function = self.inner(function);
        let (Some(method), Some(object)) = (
            self.member_name(function),
            self.tree.child(function, Field::Object),
        ) else {
            return Value::Unknown { span };
        };
        match &*method {
            "toString" | "valueOf" | "trim" => self.evaluate(object, depth + 1, budget),
            "replace" if self.removes_trailing_slash(call) => {
                let mut value = self.evaluate(object, depth + 1, budget);
                remove_trailing_slash(&mut value);
                value
            }
            _ => Value::Unknown { span },
        }
    }

    /// `.replace(/\/+$/, '')`
    fn removes_trailing_slash(&self, call: Id) -> bool {
        match self.arguments(call).as_slice() {
            [pattern, replacement] => {
                matches!(self.tree.slice(*pattern), r"/\/$/" | r"/\/+$/" | r"/\/*$/")
                    && self
                        .literal(*replacement)
                        .is_some_and(|text| text.is_empty())
            }
            _ => false,
        }
    }

    /// `new URL(url)` and `new URL(path, origin)`, to which a query may be added later.
    pub(crate) fn url(&self, new: Id, span: Span, depth: u32, budget: &mut Budget) -> Value {
        let is_url = match self.tree.child(new, Field::Constructor) {
            Some(class) => {
                self.tree.kind(class) == Kind::Identifier && self.tree.slice(class) == "URL"
            }
            None => false,
        };
        if self.is_mutated(new) {
            return Value::Unknown { span };
        }
        let arguments = self.arguments(new);
        let mut parts = match arguments.as_slice() {
            [url] if is_url => {
                let url = self.evaluate(*url, depth + 1, budget);
                let path = first_path(&url);
                [url].into_iter().chain(path).collect()
            }
            [path, base] if is_url => {
                let mut base = self.evaluate(*base, depth + 1, budget);
                let path = self.evaluate(*path, depth + 1, budget);
                if !is_path(&path) || !is_origin(&base) {
                    return Value::Unknown { span };
                }
                remove_trailing_slash(&mut base);
                vec![base, path]
            }
            _ => return Value::Unknown { span },
        };
        parts = parts.into_iter().flat_map(into_parts).collect();
        parts.push(Value::Unknown { span });
        Value::Joined { parts, span }
    }
}

/// Functions that return what they are given, for a value that is a URL already.
fn is_identity(name: &str) -> bool {
    matches!(name, "String" | "encodeURI")
}

fn into_parts(value: Value) -> Vec<Value> {
    match value {
        Value::Joined { parts, .. } => parts,
        other => vec![other],
    }
}

/// The path that the standard gives to a URL without one.
fn first_path(url: &Value) -> Option<Value> {
    match url {
        Value::Text { text, span } if is_origin(url) && !text.ends_with('/') => Some(Value::Text {
            text: "/".to_owned(),
            span: *span,
        }),
        _ => None,
    }
}

/// Whether a value is known to begin with one slash, which replaces the path of the base.
fn is_path(value: &Value) -> bool {
    match value {
        Value::Text { text, .. } => text.starts_with('/') && !text.starts_with("//"),
        Value::Joined { parts, .. } => parts.first().is_some_and(|first| {
            matches!(first, Value::Text { text, .. } if text.starts_with('/') && !text.starts_with("//"))
        }),
        _ => false,
    }
}

/// Whether a value is a URL without a path.
fn is_origin(value: &Value) -> bool {
    match value {
        Value::Text { text, .. } => text
            .split_once("://")
            .is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains('/')),
        Value::Either(values) => values.iter().all(|value| {
            matches!(value, Value::Text { text, .. } if text
                .split_once("://")
                .is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains('/')))
        }),
        _ => false,
    }
}

fn remove_trailing_slash(value: &mut Value) {
    match value {
        Value::Text { text, .. } => {
            let length = text.trim_end_matches('/').len();
            text.truncate(length);
        }
        Value::Either(values) => {
            for value in values {
                if let Value::Text { text, .. } = value {
                    let length = text.trim_end_matches('/').len();
                    text.truncate(length);
                }
            }
        }
        _ => {}
    }
}
