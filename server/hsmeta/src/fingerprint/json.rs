//! The fingerprints of spans in a JSON file.

use super::{Fingerprint, shortened};
use analysis::secrets::{self, MASK, Secrets};
use diagnostics::Span;
use syntax::{Kind, Syntax, Value};

/// The maximum depth of a pointer.
const MAX_LEVELS: usize = 16;

/// The maximum length of a name in a pointer, in characters.
const MAX_NAME: usize = 60;

/// The fingerprints of spans in ascending order: in a single pass over the tree.
pub(super) fn in_json(
    syntax: &Syntax,
    spans: impl Iterator<Item = Span>,
    known_secrets: &Secrets,
) -> Vec<Fingerprint> {
    let mut secret_spans = secrets::spans(syntax);
    secret_spans.sort();
    let mut values = syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants())
        .peekable();
    let mut ancestors: Vec<Value<'_>> = Vec::new();
    let mut fingerprints = Vec::new();
    for span in spans {
        while let Some(value) = values.next_if(|value| start_of(value) <= span.start) {
            pop_before(&mut ancestors, start_of(&value));
            ancestors.push(value);
        }
        pop_before(&mut ancestors, span.start);
        let value = match wrong_value(&ancestors, span) {
            Some(value) if secrets::overlap(&secret_spans, value) => MASK.to_owned(),
            Some(value) => {
                let text = syntax.source().get(value.range()).unwrap_or_default();
                shortened(text, known_secrets)
            }
            None => String::new(),
        };
        fingerprints.push(Fingerprint {
            pointer: pointer_to(&ancestors),
            value,
            occurrence: 0,
        });
    }
    fingerprints
}

/// The string, number or key that contains a span. Anything larger, such as an object, changes with unrelated edits.
fn wrong_value(ancestors: &[Value<'_>], span: Span) -> Option<Span> {
    let innermost = ancestors.last()?;
    if let Some(key) = innermost.key()
        && contains(key.span, span)
    {
        return Some(key.span);
    }
    let is_scalar = !matches!(innermost.kind(), Kind::Object | Kind::Array);
    if is_scalar && contains(innermost.span(), span) {
        Some(innermost.span())
    } else {
        None
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The start of a value with its key.
fn start_of(value: &Value<'_>) -> u32 {
    value.key().map_or(value.span(), |key| key.span).start
}

/// Removes the values that end before `offset`.
fn pop_before(ancestors: &mut Vec<Value<'_>>, offset: u32) {
    while ancestors
        .last()
        .is_some_and(|value| value.span().end <= offset)
    {
        ancestors.pop();
    }
}

fn pointer_to(ancestors: &[Value<'_>]) -> String {
    let mut pointer = String::new();
    for value in ancestors.iter().skip(1).take(MAX_LEVELS) {
        pointer.push('/');
        match value.key() {
            // JSON pointers write `/` as `~1`. These pointers are never resolved, so one character is enough.
            Some(key) => {
                let name: String = key.text.chars().take(MAX_NAME).collect();
                pointer.push_str(&name.replace('/', "~"));
            }
            None => pointer.push('*'),
        }
    }
    Secrets::default().mask(&mut pointer);
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::MAX_VALUE;

    fn fingerprints(source: &str, spans: &[(u32, u32)]) -> Vec<Fingerprint> {
        let spans = spans.iter().map(|(start, end)| Span {
            start: *start,
            end: *end,
        });
        let syntax = syntax::parse(source);
        in_json(&syntax, spans, &Secrets::of([&syntax].into_iter()))
    }

    #[test]
    fn the_pointer_is_that_of_the_innermost_value() {
        let source = r#"{"a": {"b": [1, {"c": 2}]}, "d/e": "f"} x"#;
        let offset = |needle: &str| source.find(needle).unwrap_or_default() as u32;
        let places = [
            "{", "\"a\"", "{\"b\"", "1", "\"c\"", "2", "}]", "]", ", \"d", "\"d", "\"f", "} x",
        ];
        let spans: Vec<(u32, u32)> = places
            .iter()
            .map(|place| (offset(place), offset(place)))
            .collect();
        let found: Vec<String> = fingerprints(source, &spans)
            .into_iter()
            .map(|fingerprint| fingerprint.pointer)
            .collect();
        let expected = [
            "", "/a", "/a", "/a/b/*", "/a/b/*/c", "/a/b/*/c", "/a/b/*", "/a/b", "", "/d~e", "/d~e",
            "",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_value_is_a_scalar_or_a_key_and_never_an_object() {
        let source = r#"{"a": {"b": "old value"}, "c": 12}"#;
        let spans = |needle: &str| {
            let start = source.find(needle).unwrap_or_default();
            (start as u32, (start + needle.len()) as u32)
        };
        for (needle, value) in [
            (r#""old value""#, "old value"),
            ("old", "old value"),
            (r#""a""#, "a"),
            ("12", "12"),
            (r#"{"b": "old value"}"#, ""),
            (r#""b": "old value""#, ""),
        ] {
            assert_eq!(
                fingerprints(source, &[spans(needle)])[0].value,
                value,
                "{needle}"
            );
        }
    }

    #[test]
    fn fingerprints_are_short_and_without_secrets() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(
            fingerprints(&deep, &[(100_000, 100_001)])[0].pointer,
            "/*".repeat(MAX_LEVELS)
        );
        let token = format!("pat-na1-{}", "x".repeat(300));
        let source = format!(
            r#"{{"{token}": "{token}", "clientSecret": "hunter2-hunter2-hunter2", "l": "{}"}}"#,
            "y".repeat(300)
        );
        let ends = |needle: &str| {
            let start = source.rfind(needle).unwrap_or_default();
            (start as u32, (start + needle.len()) as u32)
        };
        let spans = [
            (1, 3 + token.len() as u32),
            ends(&format!("\"{token}\"")),
            ends("hunter2"),
            ends(&"y".repeat(300)),
        ];
        let found = fingerprints(&source, &spans);
        assert!(
            found
                .iter()
                .take(3)
                .all(|fingerprint| fingerprint.value == MASK),
            "{found:?}"
        );
        assert_eq!(found[0].pointer, format!("/{MASK}"));
        assert_eq!(found[3].value, "y".repeat(MAX_VALUE));
    }
}
