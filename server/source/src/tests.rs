#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod calls;
mod elements;
mod env;
mod exports;
mod functions;
mod globals;
mod hostile;
mod import_uses;
mod imports;
mod limits;
mod values;

use super::*;

/// The facts of a valid text.
fn facts(text: &str) -> SourceFacts {
    let facts = read(text);
    assert!(!facts.is_incomplete, "{text}");
    facts
}

/// A value as one line: `"text"`, `a + b`, `(a | b)`, `{key: value}`, `?`.
fn show(value: &Value) -> String {
    match value {
        Value::Text { text, .. } => format!("{text:?}"),
        Value::Number { value, .. } => value.to_string(),
        Value::Imported {
            specifier,
            name,
            members,
            ..
        } => {
            let mut shown = format!("{specifier}#{}", name.as_deref().unwrap_or("*"));
            for member in members {
                shown += &format!(".{member}");
            }
            shown
        }
        Value::Variable { name, .. } => format!("variables.{name}"),
        Value::Env { name, .. } => format!("env.{name}"),
        Value::Joined { parts, .. } => list(parts, " + "),
        Value::Either(values) => format!("({})", list(values, " | ")),
        Value::Object {
            properties,
            is_open,
            ..
        } => {
            let mut shown: Vec<String> = Vec::new();
            for property in properties {
                shown.push(format!("{}: {}", property.name, show(&property.value)));
            }
            if *is_open {
                shown.push("…".to_owned());
            }
            format!("{{{}}}", shown.join(", "))
        }
        Value::Instance {
            specifier, name, ..
        } => format!("new {specifier}#{name}"),
        Value::Parameter {
            position, property, ..
        } => format!(
            "parameter {position}{}",
            property.as_deref().unwrap_or_default()
        ),
        Value::Unknown { .. } => "?".to_owned(),
    }
}

fn list(values: &[Value], separator: &str) -> String {
    let shown: Vec<String> = values.iter().map(show).collect();
    shown.join(separator)
}

fn show_root(root: &Root) -> String {
    match root {
        Root::Imported { specifier, name } => {
            format!("{specifier}#{}", name.as_deref().unwrap_or("*"))
        }
        Root::Instance {
            specifier, name, ..
        } => format!("new {specifier}#{name}"),
        Root::Returned { specifier, name } => {
            format!("{specifier}#{}()", name.as_deref().unwrap_or("*"))
        }
        Root::Global(name) => format!("global {name}"),
        Root::Bound(name) => format!("bound {name}"),
        Root::Unknown => "?".to_owned(),
    }
}

/// A call as one line: its callee and its arguments.
fn show_call(call: &Call) -> String {
    let mut shown = show_root(&call.callee.root);
    for member in &call.callee.members {
        shown += &format!(".{member}");
    }
    format!("{shown}({})", list(&call.arguments, ", "))
}

/// The value of `value` in a file that begins with `before`.
fn value_of(before: &str, value: &str) -> String {
    let text = format!("{before}\nfetch({value});");
    let facts = facts(&text);
    let last = text.rfind("\nfetch").unwrap() + 1;
    for call in &facts.calls {
        if call.span.start as usize == last {
            return show(&call.arguments[0]);
        }
    }
    panic!("{facts:?}");
}
