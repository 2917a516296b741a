//! What an editor selects step by step around a place.

use diagnostics::Span;
use syntax::{Kind, Syntax, Value};

/// The most steps: editors nest them, and a text may be nested deeper than any stack.
const MOST: usize = 100;

/// The spans around `offset`, innermost first, each larger than the one before; the last is the whole text.
pub fn selection(syntax: &Syntax, offset: u32) -> Vec<Span> {
    let all = Span::new(0, syntax.source().len());
    let offset = offset.min(all.end);
    let mut spans: Vec<Span> = Vec::new();
    let mut grow = |span: Span| {
        let is_larger = spans
            .last()
            .is_none_or(|last| span != *last && span.start <= last.start && last.end <= span.end);
        if is_larger && span.start <= offset && offset <= span.end && spans.len() < MOST {
            spans.push(span);
        }
    };
    for value in super::way_to(syntax, offset).into_iter().rev() {
        let key = value.key();
        if let Some(key) = key {
            grow(key.span.inside());
            grow(key.span);
        }
        inside(value).into_iter().for_each(&mut grow);
        grow(value.span());
        grow(Span {
            start: key.map_or(value.span(), |key| key.span).start,
            ..value.span()
        });
    }
    if spans.last() != Some(&all) {
        spans.push(all);
    }
    spans
}

/// The inside of a string, of an array or of an object; broken text may lack the bracket at the end.
fn inside(value: Value<'_>) -> Option<Span> {
    let text = value.source();
    let closing = match value.kind() {
        Kind::String => return Some(value.span().inside()),
        Kind::Object => '}',
        Kind::Array => ']',
        _ => return None,
    };
    text.ends_with(closing).then(|| value.span().inside())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(marked: &str) -> Vec<String> {
        let at = marked.find('▮').unwrap_or(marked.len());
        let source = marked.replace('▮', "");
        let spans = selection(&syntax::parse(source.as_str()), at as u32);
        spans
            .iter()
            .map(|span| source[span.range()].to_owned())
            .collect()
    }

    #[test]
    fn steps_grow_from_the_text_in_a_string_to_the_whole_file() {
        let source = r#"{"a": ["b", "c▮c"]} "#;
        assert_eq!(
            steps(source),
            [
                "cc",
                r#""cc""#,
                r#""b", "cc""#,
                r#"["b", "cc"]"#,
                r#""a": ["b", "cc"]"#,
                r#"{"a": ["b", "cc"]}"#,
                r#"{"a": ["b", "cc"]} "#
            ]
        );
        assert_eq!(
            steps(r#"{"a▮": 1}"#),
            ["a", r#""a""#, r#""a": 1"#, r#"{"a": 1}"#]
        );
        assert_eq!(steps("▮"), [""]);
    }

    #[test]
    fn broken_and_deep_text_is_no_trouble() {
        assert_eq!(
            steps("{\"a\": [\"é▮\"").first().map(String::as_str),
            Some("é")
        );
        let deep = "[".repeat(50_000) + &"]".repeat(50_000);
        assert_eq!(selection(&syntax::parse(deep), 50_000).len(), MOST + 1);
    }
}
