//! Sources: any text has facts with valid spans, which are those of what they describe. An edited text has the facts of the
//! same text read at once, whatever was read before.

use diagnostics::{Span, Text};
use source::{Member, SourceFacts, Syntax, Value, read, read_as};

/// What is typed.
const TYPED: [&str; 12] = [
    "",
    "\"",
    "`",
    "${",
    "}",
    "(",
    "<a ",
    "/",
    "é",
    "\\u",
    "\n",
    "process.env.",
];

/// Holds for every text. Its first line encodes edits of the rest, three bytes each.
pub fn holds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (script, text) = text.split_once('\n').unwrap_or(("", text));
    let before = read(text);
    are_valid(text, &before);
    are_valid(text, &read_as(text, Syntax::TypeScript));
    let (mut edited, mut plain) = (Text::new(text), text.to_owned());
    for step in script.as_bytes().chunks_exact(3).take(8) {
        let start = plain.floor_char_boundary(plain.len() * usize::from(step[0] & 63) / 63);
        let end = plain.ceil_char_boundary((start + usize::from(step[1] & 31)).min(plain.len()));
        let new = TYPED[usize::from(step[2]) % TYPED.len()];
        edited.replace(Span::new(start, end), new);
        plain.replace_range(start..end, new);
        are_valid(&plain, &read(&plain));
    }
    assert_eq!(read(&edited.contents()), read(&plain), "{plain:?}");
    assert_eq!(read(text), before, "{text:?}");
}

fn are_valid(text: &str, facts: &SourceFacts) {
    for import in &facts.imports {
        assert!(slice(text, import.statement).contains(slice(text, import.span)));
        for name in &import.names {
            slice(text, name.span);
            are_valid_members(text, &name.members);
        }
    }
    for value in facts.exports.names.values() {
        is_valid(text, value);
    }
    if let Some(main) = &facts.exports.main {
        slice(text, main.span);
        if let Some(call) = main.callback_call {
            slice(text, call);
        }
    }
    for call in &facts.calls {
        assert!(slice(text, call.span).starts_with(slice(text, call.callee.span)));
        for argument in &call.arguments {
            is_valid(text, argument);
        }
    }
    for read in &facts.env_reads {
        let name = slice(text, read.span);
        assert!(name.contains(&read.name) || name.contains('\\'), "{read:?}");
    }
    for span in &facts.unknown_env_reads {
        slice(text, *span);
    }
    for element in &facts.elements {
        assert_eq!(slice(text, element.span), element.name);
        for attribute in &element.attributes {
            assert_eq!(slice(text, attribute.span), attribute.name);
            is_valid(text, &attribute.value);
        }
    }
    for global in &facts.globals {
        assert_eq!(slice(text, global.span), global.name);
        are_valid_members(text, &global.members);
    }
}

fn are_valid_members(text: &str, members: &[Member]) {
    for member in members {
        assert!(slice(text, member.expression).contains(slice(text, member.span)));
    }
}

fn slice(text: &str, span: Span) -> &str {
    match text.get(span.range()) {
        Some(slice) => slice,
        None => panic!("{span:?} in {text:?}"),
    }
}

/// Recursive, because values are not deep.
fn is_valid(text: &str, value: &Value) {
    match value {
        Value::Either(values) => {
            assert!(values.len() > 1);
            values.iter().for_each(|value| is_valid(text, value));
        }
        Value::Joined { parts, span } => {
            slice(text, *span);
            parts.iter().for_each(|part| is_valid(text, part));
        }
        Value::Object {
            properties, span, ..
        } => {
            slice(text, *span);
            for property in properties {
                slice(text, property.span);
                is_valid(text, &property.value);
            }
        }
        other => {
            slice(text, other.span());
        }
    }
}
