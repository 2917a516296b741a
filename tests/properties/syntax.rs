//! Parsing: a text is accepted exactly if serde_json accepts it, and has the tree of serde_json and tree-sitter; any other
//! text has errors with valid spans, and fixes that make it valid.

use diagnostics::Span;
use serde_json::Value as Json;
use syntax::{Kind, SyntaxError, Value, edit, parse};

/// The parser reports no more errors.
const MOST_ERRORS: usize = 50;

/// Holds for every text.
pub fn holds(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else {
        return;
    };
    let syntax = parse(source);
    spans_are_valid(source, syntax.root());
    errors_are_valid(source, &syntax.errors);
    match oracle(source) {
        Some(Ok(json)) => {
            assert_eq!(syntax.errors, [], "{source:?} is JSON");
            assert_same(syntax.root().unwrap(), &json);
        }
        Some(Err(message)) => assert_ne!(syntax.errors, [], "{source:?} is not JSON: {message}"),
        None => {}
    }
    if syntax.errors.is_empty() {
        assert_eq!(
            shape(syntax.root().unwrap()),
            shape_by_grammar(source),
            "{source:?}"
        );
    } else if syntax.errors.len() < MOST_ERRORS
        && syntax.errors.iter().all(|error| error.fix.is_some())
    {
        let edits: Vec<_> = syntax
            .errors
            .iter()
            .filter_map(|error| error.fix.clone())
            .flat_map(|(_, e)| e)
            .collect();
        let fixed = edit::apply(source, &edits);
        assert_eq!(
            parse(fixed.as_str()).errors,
            [],
            "all fixes made {fixed:?} of {source:?}"
        );
    }
    if source.trim_start().starts_with('{') && !source.contains('\0') {
        assert_eq!(
            syntax.root().map(|root| root.kind()),
            Some(Kind::Object),
            "{source:?} begins with a brace"
        );
    }
}

/// The result of serde_json; `None` if it is known to differ from `JSON.parse`.
fn oracle(source: &str) -> Option<Result<Json, String>> {
    const DIFFERENCES: [&str; 4] = [
        "surrogate",
        "number out of range",
        "unexpected end of hex escape",
        "recursion limit",
    ];
    match serde_json::from_str(source) {
        Ok(json) => Some(Ok(json)),
        Err(error) => {
            let message = error.to_string();
            if DIFFERENCES.iter().any(|known| message.contains(known)) {
                None
            } else {
                Some(Err(message))
            }
        }
    }
}

/// Recursive, because serde_json refuses more than 128 levels.
fn assert_same(value: Value<'_>, json: &Json) {
    match json {
        Json::Null => assert_eq!(value.kind(), Kind::Null),
        Json::Bool(truth) => assert_eq!(value.kind(), Kind::Bool(*truth)),
        Json::Number(number) => {
            assert_eq!(
                serde_json::from_str::<Json>(value.number().unwrap()).unwrap(),
                json.clone(),
                "{number}"
            )
        }
        Json::String(text) => assert_eq!(value.as_str(), Some(text.as_str())),
        Json::Array(items) => {
            assert_eq!((value.kind(), value.len()), (Kind::Array, items.len()));
            for (value, json) in value.elements().zip(items) {
                assert_same(value, json);
            }
        }
        Json::Object(members) => {
            assert_eq!((value.kind(), value.len()), (Kind::Object, members.len()));
            for member in value.members() {
                assert_same(member.value, &members[member.key.text]);
            }
        }
    }
}

/// Every value in the order of the text: its kind, its span, and the span of its key.
fn shape(root: Value<'_>) -> Vec<(&'static str, Span, Option<Span>)> {
    let mut shape = Vec::new();
    for value in root.descendants() {
        let key = value.key().map(|key| key.span);
        shape.push((kind_name(value.kind()), value.span(), key));
    }
    shape
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Bool(true) => "true",
        Kind::Bool(false) => "false",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
        Kind::Unknown => "unknown",
    }
}

/// The same by tree-sitter, whose grammar does not allow `+` in exponents.
fn shape_by_grammar(source: &str) -> Vec<(&'static str, Span, Option<Span>)> {
    let mut parser = tree_sitter::Parser::new();
    parser
        .set_language(&tree_sitter_json::LANGUAGE.into())
        .unwrap();
    let tree = parser
        .parse(source.replace("e+", "e-").replace("E+", "E-"), None)
        .unwrap();
    let span = |node: tree_sitter::Node<'_>| Span::new(node.start_byte(), node.end_byte());
    let (mut shape, mut key, mut cursor) = (Vec::new(), None, tree.walk());
    loop {
        let node = cursor.node();
        let is_key = cursor.field_name() == Some("key");
        match node.kind() {
            _ if is_key => key = Some(span(node)),
            kind @ ("null" | "true" | "false" | "number" | "string" | "array" | "object") => {
                shape.push((kind, span(node), key.take()));
            }
            kind => assert!(
                !node.is_error() && !node.is_missing(),
                "{kind} in {source:?}"
            ),
        }
        if !is_key && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return shape;
            }
        }
    }
}

fn spans_are_valid(source: &str, root: Option<Value<'_>>) {
    for value in root.into_iter().flat_map(|root| root.descendants()) {
        for span in value
            .key()
            .map(|key| key.span)
            .into_iter()
            .chain([value.span()])
        {
            assert!(source.get(span.range()).is_some(), "{span:?} in {source:?}");
        }
    }
}

fn errors_are_valid(source: &str, errors: &[SyntaxError]) {
    assert!(errors.len() <= MOST_ERRORS);
    assert!(errors.is_sorted_by_key(|error| error.span), "{errors:?}");
    for error in errors {
        assert_ne!(
            error.message, "file is not valid JSON",
            "no specific message for {source:?}"
        );
        let spans = error.related.iter().map(|(span, _)| span);
        let edits = error.fix.iter().flat_map(|(_, edits)| edits);
        for span in spans
            .chain(edits.map(|(span, _)| span))
            .chain([&error.span])
        {
            assert!(source.get(span.range()).is_some(), "{span:?} in {source:?}");
        }
        for words in [&error.message, &error.help] {
            assert!(
                !words.is_empty() && !words.contains(|c: char| c.is_control()),
                "{words:?}"
            );
            assert!(words.chars().count() < 140, "{words:?}");
        }
        assert!(
            error
                .fix
                .as_ref()
                .is_none_or(|(_, edits)| !edits.is_empty())
        );
    }
}
