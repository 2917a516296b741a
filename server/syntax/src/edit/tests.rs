#![allow(clippy::unwrap_used, reason = "a test may fail")]

use super::*;
use crate::parse;

/// The text after an edit, which must still be JSON.
fn edited(source: &str, edit: impl Fn(Value<'_>) -> Edits) -> String {
    let syntax = parse(source);
    let text = apply(source, &edit(syntax.root().unwrap()));
    assert_eq!(parse(text.as_str()).errors, [], "{text}");
    text
}

fn without(source: &str, name: &str) -> String {
    edited(source, |root| {
        remove_member(root, root.member(name).unwrap())
    })
}

#[test]
fn a_removed_member_leaves_no_trace() {
    assert_eq!(
        without(r#"{"a": 1, "b": 2, "c": 3}"#, "a"),
        r#"{"b": 2, "c": 3}"#
    );
    assert_eq!(
        without(r#"{"a": 1, "b": 2, "c": 3}"#, "b"),
        r#"{"a": 1, "c": 3}"#
    );
    assert_eq!(
        without(r#"{"a": 1, "b": 2, "c": 3}"#, "c"),
        r#"{"a": 1, "b": 2}"#
    );
    assert_eq!(
        without("{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}", "a"),
        "{\r\n\t\"b\": 2\r\n}"
    );
    assert_eq!(
        without("{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}", "b"),
        "{\r\n\t\"a\": 1\r\n}"
    );
    assert_eq!(without("{\n  \"a\": [\n    1\n  ]\n}\n", "a"), "{}\n");
    assert_eq!(
        without(r#"{"a":1,"b":[{}],"a":3}"#, "a"),
        r#"{"a":1,"b":[{}]}"#
    );
}

#[test]
fn removed_runs_of_members_leave_no_trace() {
    let without = |source, names: &[&str]| {
        edited(source, |root| {
            let members: Vec<_> = names
                .iter()
                .map(|name| root.member(name).unwrap())
                .collect();
            remove_members(root, &members)
        })
    };
    let four = r#"{"a": 1, "b": 2, "c": 3, "d": 4}"#;
    assert_eq!(without(four, &["a", "b"]), r#"{"c": 3, "d": 4}"#);
    assert_eq!(without(four, &["a", "c", "d"]), r#"{"b": 2}"#);
    assert_eq!(without(four, &["b", "d"]), r#"{"a": 1, "c": 3}"#);
    assert_eq!(without(four, &["d", "c", "b", "a"]), "{}");
}

#[test]
fn a_prepended_element_precedes_the_first_one() {
    let with = |source| edited(source, |root| prepend_element(root, "\"x\""));
    assert_eq!(with("[1, 2]"), "[\"x\", 1, 2]");
    assert_eq!(
        with("[\r\n\t1,\r\n\t2\r\n]"),
        "[\r\n\t\"x\",\r\n\t1,\r\n\t2\r\n]"
    );
    assert_eq!(with("[]"), "[\n  \"x\"\n]");
}

#[test]
fn a_removed_element_leaves_no_trace() {
    let without = |source, at| {
        edited(source, |root| {
            remove_element(root, root.elements().nth(at).unwrap())
        })
    };
    assert_eq!(without("[1, 2, 3]", 1), "[1, 3]");
    assert_eq!(without("[\n  1,\n  [2]\n]", 1), "[\n  1\n]");
    assert_eq!(without("[ [1] ]", 0), "[]");
}

#[test]
fn an_inserted_member_follows_the_last_one() {
    let with = |source, json| edited(source, |root| insert_member(root, "new", json));
    assert_eq!(with(r#"{"a":1}"#, "2"), r#"{"a":1,"new":2}"#);
    assert_eq!(with(r#"{ "a": 1 }"#, "2"), r#"{ "a": 1, "new": 2 }"#);
    assert_eq!(
        with("{\r\n\t\"a\" : 1\r\n}\r\n", "[\n  2\n]"),
        "{\r\n\t\"a\" : 1,\r\n\t\"new\" : [\r\n\t\t2\r\n\t]\r\n}\r\n"
    );
    assert_eq!(with("{}", "2"), "{\n  \"new\": 2\n}");
    assert_eq!(
        with("{\"a\": 1}\n", "{\n  \"b\": 2\n}"),
        "{\"a\": 1, \"new\": { \"b\": 2 }}\n"
    );
}

#[test]
fn an_empty_object_is_laid_out_like_its_file() {
    let with = |source| {
        edited(source, |root| {
            insert_member(root.get("a").unwrap(), "new", "[\n  2\n]")
        })
    };
    assert_eq!(
        with("{\n    \"a\": {}\n}"),
        "{\n    \"a\": {\n        \"new\": [\n            2\n        ]\n    }\n}"
    );
    assert_eq!(with(r#"{"a":{ }}"#), r#"{"a":{"new":[ 2 ]}}"#);
    assert_eq!(with(r#"{"a": {}}"#), r#"{"a": {"new": [ 2 ]}}"#);
}

#[test]
fn an_appended_element_follows_the_last_one() {
    let with = |source| edited(source, |root| append_element(root, "\"x\""));
    assert_eq!(with("[1]"), "[1, \"x\"]");
    assert_eq!(with("[\n  1\n]"), "[\n  1,\n  \"x\"\n]");
    assert_eq!(with("[]"), "[\n  \"x\"\n]");
}

#[test]
fn a_replaced_value_is_indented_like_its_line() {
    let with = |source| {
        edited(source, |root| {
            replace_value(root.get("a").unwrap(), "{\n  \"b\": 2\n}")
        })
    };
    assert_eq!(
        with("{\n\t\"a\": 1\n}"),
        "{\n\t\"a\": {\n\t\t\"b\": 2\n\t}\n}"
    );
    assert_eq!(with("{\"a\": 1}"), "{\"a\": { \"b\": 2 }}");
}

#[test]
fn a_renamed_key_is_quoted() {
    let text = edited("{\"a\": 1}", |root| {
        rename_key(root.member("a").unwrap().key, "\"\n\u{1}😀")
    });
    assert_eq!(text, "{\"\\\"\\n\\u0001😀\": 1}");
}

#[test]
fn overlapping_edits_are_skipped() {
    let edit = |start, end, text: &str| (Span::new(start, end), text.to_owned());
    let edits = [
        edit(2, 4, "X"),
        edit(0, 3, "Y"),
        edit(4, 4, "Z"),
        edit(9, 9, "no"),
    ];
    assert_eq!(apply("abcdef", &edits), "YdZef");
}
