//! The parser over `fixtures/syntax`: which files are valid JSON, and the errors in the others.
//!
//! `verdicts.json` has the verdicts of `JSON.parse`, see `tests/json-parse-verdicts.mjs`. `UPDATE_EXPECT=1` rewrites
//! `<name>.out`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use diagnostics::{Span, Text};
use syntax::{Kind, Syntax, edit, parse};

use crate::support;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/syntax")
}

/// The files by name.
fn fixtures() -> BTreeMap<String, String> {
    let mut fixtures = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with(".json") && name != "verdicts.json" {
            fixtures.insert(name, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    fixtures
}

#[test]
fn the_parser_agrees_with_json_parse() {
    let verdicts = std::fs::read_to_string(folder().join("verdicts.json")).unwrap();
    let verdicts: BTreeMap<String, bool> = serde_json::from_str(&verdicts).unwrap();
    let ours: BTreeMap<String, bool> = fixtures()
        .into_iter()
        .map(|(name, source)| (name, parse(source).errors.is_empty()))
        .collect();
    assert_eq!(ours, verdicts);
}

#[test]
fn errors_match_the_recorded_ones() {
    for (name, source) in fixtures() {
        let syntax = parse(source);
        let path = folder().join(name.replace(".json", ".out"));
        if syntax.errors.is_empty() {
            assert!(!path.exists(), "{} belongs to a valid file", path.display());
        } else {
            support::expect_file(&path, &described(&syntax));
        }
    }
}

/// The errors, then the recovered tree.
fn described(syntax: &Syntax) -> String {
    let text = Text::new(syntax.source());
    let place = |span: Span| {
        let (start, end) = (text.position(span.start), text.position(span.end));
        format!(
            "{}:{}-{}:{}",
            start.line, start.column, end.line, end.column
        )
    };
    let mut out = String::new();
    for error in &syntax.errors {
        writeln!(out, "{} {}", place(error.span), error.message).unwrap();
        writeln!(out, "    help: {}", error.help).unwrap();
        if let Some((span, message)) = &error.related {
            writeln!(out, "    {}: {message}", place(*span)).unwrap();
        }
        for (span, new) in error.fix.iter().flat_map(|(_, edits)| edits) {
            writeln!(out, "    fix {}: {new:?}", place(*span)).unwrap();
        }
    }
    out.push_str("tree:\n");
    for value in syntax.root().iter().flat_map(|root| root.descendants()) {
        let key = value
            .key()
            .map_or(String::new(), |key| format!("{:?}: ", key.text));
        let seen = match value.kind() {
            Kind::String => format!("{:?}", value.as_str().unwrap()),
            Kind::Number => value.number().unwrap().to_owned(),
            kind => format!("{kind:?}"),
        };
        let incomplete = if value.is_incomplete() {
            ", incomplete"
        } else {
            ""
        };
        writeln!(out, "    {} {key}{seen}{incomplete}", place(value.span())).unwrap();
    }
    out
}

/// The text after all fixes.
fn fixed(syntax: &Syntax) -> String {
    let edits: Vec<_> = syntax
        .errors
        .iter()
        .filter_map(|error| error.fix.clone())
        .flat_map(|(_, edits)| edits)
        .collect();
    edit::apply(syntax.source(), &edits)
}

#[test]
fn single_errors_are_fixed() {
    let cases = [
        ("\u{feff}{}", "{}"),
        (r#"{"a": 1,}"#, r#"{"a": 1}"#),
        ("[1,\n]", "[1\n]"),
        ("[1,,2]", "[1,2]"),
        ("[,1]", "[1]"),
        ("{,}", "{}"),
        ("{\"a\": 1\n \"b\": 2}", "{\"a\": 1,\n \"b\": 2}"),
        ("[1 2]", "[1, 2]"),
        ("[{}{}]", "[{},{}]"),
        (r#"{"a": 1; "b": 2}"#, r#"{"a": 1, "b": 2}"#),
        (r#"{"a" 1}"#, r#"{"a": 1}"#),
        (r#"{"a" = 1}"#, r#"{"a" : 1}"#),
        (r#"{"a" => 1}"#, r#"{"a" : 1}"#),
        (r#"{"a":: 1}"#, r#"{"a": 1}"#),
        (r#"['say "it\'s"']"#, r#"["say \"it's\""]"#),
        ("[`a`]", "[\"a\"]"),
        ("[“a”]", "[\"a\"]"),
        ("{a-b: 1}", "{\"a-b\": 1}"),
        ("{1: 1}", "{\"1\": 1}"),
        ("{\"a\": https://x.y/z}", "{\"a\": \"https://x.y/z\"}"),
        ("[True]", "[true]"),
        ("[None]", "[null]"),
        ("[+1]", "[1]"),
        ("[-.5]", "[-0.5]"),
        ("[1.]", "[1]"),
        ("[0x1F]", "[31]"),
        ("[1_000]", "[1000]"),
        ("[\"a\tb\"]", "[\"a\\tb\"]"),
        ("[\"\0\"]", "[\"\\u0000\"]"),
        (r#"["\x41"]"#, r#"["\u0041"]"#),
        (r#"["\'"]"#, r#"["'"]"#),
        ("[\u{a0}1]", "[ 1]"),
        ("[1\u{200b}]", "[1]"),
        ("{},\n", "{}\n"),
    ];
    for (source, expected) in cases {
        let syntax = parse(source);
        assert_eq!(syntax.errors.len(), 1, "{source}: {:?}", syntax.errors);
        let text = fixed(&syntax);
        assert_eq!(text, expected);
        assert_eq!(parse(text).errors, [], "{source}");
    }
}

#[test]
fn ambiguous_errors_have_no_fix() {
    let cases = [
        "[01]",
        "[undefined]",
        "[yes]",
        "[x + y]",
        r#"["\d"]"#,
        "[1 // c\n]",
        "[ture]",
        "[10px]",
        "['it's']",
        "{} }",
        "{\"a\"}",
        "[1",
    ];
    for source in cases {
        let syntax = parse(source);
        assert_eq!(syntax.errors.len(), 1, "{source}: {:?}", syntax.errors);
        assert_eq!(fixed(&syntax), source);
    }
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = 100_000;
    let closed = parse("[".repeat(deep) + &"]".repeat(deep));
    assert_eq!(closed.errors, []);
    assert_eq!(closed.clone().root().unwrap().descendants().count(), deep);
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        let syntax = parse(open.repeat(deep));
        let unclosed = syntax
            .errors
            .iter()
            .filter(|error| error.message.contains("unclosed"));
        assert_eq!(unclosed.count(), 1);
        assert!(syntax.root().is_none());
    }
}

#[test]
fn values_around_a_syntax_error_are_recovered() {
    let known = |source: &str, path: &[&str]| {
        let syntax = parse(source);
        syntax
            .root()
            .and_then(|root| root.at(path)?.as_str())
            .map(str::to_owned)
    };
    assert_eq!(
        known(r#"{ "uid": "x", "ty"#, &["uid"]).as_deref(),
        Some("x")
    );
    assert_eq!(
        known(
            r#"{ "uid": "x", "config": { "a": "b", "c": [1, "#,
            &["config", "a"]
        )
        .as_deref(),
        Some("b")
    );
    assert_eq!(
        known("{ \"uid\": \"x\",\n \"a\n \"type\": \"card\" }", &["uid"]).as_deref(),
        Some("x")
    );
    assert_eq!(
        known("{ \"a\": \"x,\n \"type\": \"card\" }", &["type"]).as_deref(),
        Some("card")
    );
    assert_eq!(
        known("{ \"a\": ,\n \"type\": \"card\" }", &["type"]).as_deref(),
        Some("card")
    );
    assert_eq!(known("{ \"uid\": \n \"type\": \"card\" }", &["uid"]), None);
    assert_eq!(
        known("{ \"uid\": \n \"type\": \"card\" }", &["type"]).as_deref(),
        Some("card")
    );
    assert!(
        parse(r#"{"a":{"b" "c"}}"#)
            .root()
            .unwrap()
            .get("a")
            .is_some()
    );
}
