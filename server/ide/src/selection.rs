//! Selection ranges: the spans that an editor selects step by step around an offset.

use diagnostics::Span;
use syntax::{Kind, Syntax, Value};

/// The most steps: editors nest them, and JSON may be nested deeper than any stack.
const MAX_STEPS: usize = 100;

/// The spans that contain `offset`, innermost first, each larger than the one before; the last is the whole text.
pub fn selection(syntax: &Syntax, offset: u32) -> Vec<Span> {
    let all = Span::new(0, syntax.source().len());
    let offset = offset.min(all.end);
    let mut steps = Steps {
        offset,
        spans: Vec::new(),
    };
    for value in super::path_to(syntax, offset).into_iter().rev() {
        steps.add_value(value);
    }
    let mut spans = steps.spans;
    if spans.last() != Some(&all) {
        spans.push(all);
    }
    spans
}

struct Steps {
    offset: u32,
    spans: Vec<Span>,
}

impl Steps {
    fn add_value(&mut self, value: Value<'_>) {
        let mut member = value.span();
        if let Some(key) = value.key() {
            self.add(key.span.inside());
            self.add(key.span);
            member.start = key.span.start;
        }
        if let Some(inside) = inside(value) {
            self.add(inside);
        }
        self.add(value.span());
        self.add(member);
    }

    /// Adds a span if it contains the offset and is larger than the last one.
    fn add(&mut self, span: Span) {
        let is_larger = self
            .spans
            .last()
            .is_none_or(|last| span != *last && span.start <= last.start && last.end <= span.end);
        let contains_offset = span.start <= self.offset && self.offset <= span.end;
        if is_larger && contains_offset && self.spans.len() < MAX_STEPS {
            self.spans.push(span);
        }
    }
}

/// The inside of a string, array or object, whose closing bracket may be missing in invalid JSON.
fn inside(value: Value<'_>) -> Option<Span> {
    let closing = match value.kind() {
        Kind::String => return Some(value.span().inside()),
        Kind::Object => '}',
        Kind::Array => ']',
        _ => return None,
    };
    if value.source().ends_with(closing) {
        Some(value.span().inside())
    } else {
        None
    }
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
    fn steps_grow_from_the_inside_of_a_string_to_the_whole_file() {
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
    fn invalid_and_deeply_nested_json_has_bounded_steps() {
        assert_eq!(
            steps("{\"a\": [\"é▮\"").first().map(String::as_str),
            Some("é")
        );
        let deep = "[".repeat(50_000) + &"]".repeat(50_000);
        assert_eq!(selection(&syntax::parse(deep), 50_000).len(), MAX_STEPS + 1);
    }
}
