#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use proptest::prelude::*;

use super::*;

/// The cursor at `▮` as one line: its slot, the containers around it, its token, and the missing separators.
fn show(text: &str) -> String {
    let offset = text.find('▮').unwrap();
    let source = text.replace('▮', "");
    let cursor = cursor(&source, offset as u32);
    let containers: Vec<String> = cursor.containers.iter().map(show_container).collect();
    let mut shown = format!("{:?} {}", cursor.slot, containers.join(" "));
    if let Some(key) = &cursor.key {
        shown += &format!(" {key}:");
    }
    if let Some(span) = cursor.token {
        shown += &format!(" <{}>", &source[span.range()]);
    }
    if let Some(end) = cursor.comma_before {
        shown += &format!(" ,before {:?}", &source[..end as usize]);
    }
    if cursor.needs_comma {
        shown += " ,after";
    }
    if cursor.has_colon {
        shown += " :after";
    }
    shown
}

fn show_container(container: &Container<'_>) -> String {
    let bracket = if container.is_object() { "{" } else { "[" };
    let key = container.key.as_deref().unwrap_or_default();
    format!("{key}{bracket}")
}

#[test]
fn valid_text_has_a_slot_at_each_position() {
    for (text, expected) in [
        ("▮", "Value "),
        ("{▮}", "Key {"),
        (r#"{"a": 1, ▮}"#, "Key {"),
        (r#"{▮ "a": 1}"#, "Key { ,after"),
        (r#"{"a▮b": 1}"#, r#"Key { <"ab"> :after"#),
        (r#"{"ab▮": 1}"#, r#"Key { <"ab"> :after"#),
        (r#"{"a": "x▮y", "b": 1}"#, r#"Value { a: <"xy">"#),
        (r#"{"a": ▮"xy"}"#, r#"Value { a: <"xy">"#),
        (r#"{"a": tr▮ue}"#, "Value { a: <true>"),
        (r#"{"a": true▮}"#, "Value { a: <true>"),
        (
            r#"{"a": {"b": [1, {"c": "▮"}]}}"#,
            r#"Value { a{ b[ { c: <"">"#,
        ),
        (r#"["a", ▮"b"]"#, "Value [ ,after"),
        (r#"["a"▮]"#, "Nowhere ["),
        (r#"{"a"▮: 1}"#, "Nowhere {"),
        (r#"{"a": 1}▮"#, "Nowhere "),
        (r#"{"a": ▮{}}"#, "Nowhere {"),
        (r#"{"a": ▮ 1}"#, "Nowhere {"),
        ("{\r\n  \"😀\": \"ä▮ö\"\r\n}", "Value { 😀: <\"äö\">"),
        (r#"{"a\"b": "c\\▮"}"#, r#"Value { a"b: <"c\\">"#),
    ] {
        assert_eq!(show(text), expected, "{text}");
    }
}

#[test]
fn unfinished_text_has_a_slot_at_each_position() {
    for (text, expected) in [
        (r#"{"▮"#, r#"Key { <">"#),
        ("{\n  \"ty▮\n  \"config\": {}\n}", "Key { <\"ty> ,after"),
        (
            "{\n  \"type\": \"ca▮\n  \"config\": {}\n}",
            "Value { type: <\"ca> ,after",
        ),
        (
            "{\n  \"type\": \"ca▮,\n  \"config\": {}\n}",
            "Value { type: <\"ca>",
        ),
        (
            "{\n  \"type\": ▮\n  \"config\": {}\n}",
            "Value { type: ,after",
        ),
        (r#"{"type": ▮ "config": {}}"#, "Value { type: ,after"),
        (r#"{"type": "▮, "uid": "x"}"#, r#"Value { type: <">"#),
        (r#"{"a": ["crm.▮]}"#, r#"Value { a[ <"crm.>"#),
        (r#"{"a": ["x", "crm.▮, "y"]}"#, r#"Value { a[ <"crm.>"#),
        (r#"{"a": "${HO▮}"#, r#"Value { a: <"${HO}>"#),
        (r#"{"a": 1 ▮}"#, r#"Key { ,before "{\"a\": 1""#),
        (
            "{\"a\": {}\n▮\"b\": 1}",
            "Key { ,before \"{\\\"a\\\": {}\" ,after",
        ),
        (r#"["a" "b▮"]"#, r#"Value [ <"b"> ,before "[\"a\"""#),
        (r#"{"a": [1, {▮"#, "Key { a[ {"),
        (r#"{"a": [▮ }"#, "Value { a["),
        (r#"{"a" ▮"#, "Nowhere {"),
        ("{ // \"▮\n}", "Nowhere {"),
        ("{ /* ▮", "Nowhere {"),
        ("{ // \"\n▮}", "Key {"),
        (r#"]}▮"#, "Value "),
        (r#"{"a": tr▮, "b": 1}"#, "Value { a: <tr>"),
        (r#"{na▮}"#, "Key { <na>"),
        (r#"car▮"#, "Value  <car>"),
    ] {
        assert_eq!(show(text), expected, "{text}");
    }
}

#[test]
fn members_before_and_after_the_cursor_are_known() {
    let source = r#"{"type": "a", "x": {"k\u0041": "\u0042", "list": ["p", ["q"]], "k": "", "z": "", "z": "last"}, "t": 1}"#;
    let cursor = cursor(source, source.find(r#"k": """#).unwrap() as u32);
    let [root, object] = cursor.containers.as_slice() else {
        panic!("two containers")
    };
    assert_eq!(root.keys().collect::<Vec<_>>(), ["type", "x", "t"]);
    assert_eq!(root.string_of("type").as_deref(), Some("a"));
    assert_eq!(root.string_of("t"), None);
    assert_eq!(object.key.as_deref(), Some("x"));
    assert_eq!(object.keys().collect::<Vec<_>>(), ["kA", "list", "z", "z"]);
    assert_eq!(object.string_of("kA").as_deref(), Some("B"));
    assert_eq!(object.string_of("z").as_deref(), Some("last"));
    assert_eq!(object.string_of("k"), None);
    assert_eq!(object.strings_in("list"), ["p", "q"]);
    assert_eq!(&source[object.span.range()][..2], "{\"");
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    let deep = "[{\"a\":".repeat(100_000);
    assert_eq!(cursor(&deep, u32::MAX).containers.len(), 200_000);
    let closed = "{".repeat(100_000) + &"]".repeat(100_000);
    assert_eq!(cursor(&closed, 100_000).containers.len(), 100_000);
}

proptest! {
    #![proptest_config(crate::tests::config(1500))]

    /// In any text, spans are within it and between characters, and the token contains the cursor.
    #[test]
    fn any_text_has_a_cursor(
        pieces in prop::collection::vec(
            prop::sample::select(vec!["{", "}", "[", "]", ",", ":", "\"", "\\", "${", "a", "ä", "😀", "\n", "\r\n", " ", "//", "/*", "*/", "\"k\":", "1"]),
            0..24,
        ),
        offset in 0u32..80,
    ) {
        let source = pieces.concat();
        let cursor = cursor(&source, offset);
        let spans = cursor.containers.iter().map(|container| container.span);
        for span in spans.chain([cursor.replaced()]) {
            prop_assert!(source.get(span.range()).is_some());
            prop_assert!(span.start <= cursor.offset && cursor.offset <= span.end);
        }
        prop_assert!(source.is_char_boundary(cursor.comma_before.unwrap_or_default() as usize));
        prop_assert!(cursor.comma_before.is_none_or(|end| end < cursor.replaced().start || end < cursor.offset));
    }
}
