#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;

use super::*;

// The properties that the fuzzers check, here for text generated from a grammar.
#[path = "../../../tests/properties/edits.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "they are public where the fuzzers use them"
)]
mod edits;
#[path = "../../../tests/properties/syntax.rs"]
#[allow(unreachable_pub, reason = "they are public where the fuzzers use them")]
mod reading;

/// The same cases on every run.
pub(super) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_250_901),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn whitespace() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", " ", "\n  ", "\r\n\t", "\r"])
}

/// Valid JSON text, with whitespace, escapes and repeated keys, nested a few levels.
fn valid() -> impl Strategy<Value = String> {
    let scalar = prop::sample::select(vec![
        "null",
        "true",
        "false",
        "0",
        "-0",
        "12",
        "-1.5e+3",
        "1E9",
        "\"\"",
        "\"a\"",
        "\"ä😀\"",
        "\"\\n\\u0041\\/\"",
        "\"\\ud83d\\ude00\"",
        "\"// not a comment\"",
        "\"{[,:\"",
        "\"\u{a0}\u{feff}\u{2028}\"",
        "\"x.y\\\\\"",
    ]);
    let key = prop::sample::select(vec![
        "\"a\"",
        "\"b\"",
        "\"\\u0061\"",
        "\"\"",
        "\"type\"",
        "\"k\\\"\"",
    ]);
    let leaf = (whitespace(), scalar, whitespace())
        .prop_map(|(before, scalar, after)| format!("{before}{scalar}{after}"));
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let member = (whitespace(), key.clone(), whitespace(), inner.clone())
            .prop_map(|(a, key, b, value)| format!("{a}{key}{b}:{value}"));
        let array = (prop::collection::vec(inner, 0..4), whitespace())
            .prop_map(|(items, space)| container(['[', ']'], &items, space));
        let object = (prop::collection::vec(member, 0..4), whitespace())
            .prop_map(|(items, space)| container(['{', '}'], &items, space));
        prop_oneof![array, object]
    })
}

fn container([open, close]: [char; 2], items: &[String], space: &str) -> String {
    if items.is_empty() {
        return format!("{open}{space}{close}");
    }
    format!("{space}{open}{}{close}{space}", items.join(","))
}

/// Fragments that cause most of the errors.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\": 1",
        "1",
        "-",
        "01",
        "+1",
        ".5",
        "1.",
        "0x1f",
        "true",
        "True",
        "null",
        "\"",
        "'",
        "'a'",
        "`",
        "“a”",
        "“",
        "// c\n",
        "/* c */",
        "/*",
        "# c\n",
        "/",
        "\\",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\t\"",
        "\n",
        "\r",
        " ",
        "\t",
        "\u{a0}",
        "\u{feff}",
        "\0",
        "\u{1}",
        ";",
        "=",
        "=>",
        "a",
        "a b",
        "a:",
        "https://x.y/z",
        "é",
        "😀",
        "\u{2028}",
        "<<<<<<<",
        "{\"a\":",
        "\"a\" \"b\"",
        "\"a\":é",
        "\u{a0}\u{2003}",
        "\\\"",
        "NaN",
        "\"é",
        "\"x,",
        "(",
        "}}",
        "]]",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

/// Valid text with a few characters removed or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let change = (
        any::<prop::sample::Index>(),
        prop::sample::select(vec![
            "", "", ",", "\"", "}", "]", "\n", "x", ":", "'", "\t", "0", "{", "//",
        ]),
    );
    (valid(), prop::collection::vec(change, 1..4)).prop_map(|(text, changes)| {
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        for (index, new) in changes {
            let at = index.index(chars.len());
            chars[at] = new.to_owned();
        }
        chars.concat()
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![valid(), fragments(), mutated(), mutated(), ".{0,20}"]
}

/// All properties of every node, and the duplicate keys.
fn described(source: &str, tree: tree::Tree) -> Vec<String> {
    let syntax = Syntax::new(Arc::from(source), tree, Vec::new());
    let mut lines = Vec::new();
    if let Some(root) = syntax.root() {
        lines.extend(root.descendants().map(describe));
    }
    for (first, repeated) in syntax.duplicate_keys() {
        lines.push(format!("{first:?} {repeated:?}"));
    }
    lines
}

fn describe(value: Value<'_>) -> String {
    let source = value.syntax().source();
    let key = value.key().map(|key| (key.span, key.text));
    for span in key.iter().map(|(span, _)| *span).chain([value.span()]) {
        assert!(source.get(span.range()).is_some(), "{span:?} in {source:?}");
    }
    let children: Vec<u32> = value
        .elements()
        .chain(value.members().map(|member| member.value))
        .map(|child| child.index())
        .collect();
    format!(
        "{:?} {:?} {key:?} {:?} {:?} {} {children:?} {}",
        value.kind(),
        value.span(),
        value.as_str(),
        value.number(),
        value.len(),
        value.is_incomplete()
    )
}

#[test]
fn text_inserted_by_repair_is_never_read_as_source() {
    for source in [
        "{ \"accountId\": 123\né6, \"private\":éTé: \"https\", \"PORT\": 3000 } }",
        "{\"a\":[[1\u{a0}\u{a0}}",
        "{\"a\":[[[1\u{2003}}, {é \"b\":é",
    ] {
        described(source, parse(source).tree);
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_text_satisfies_the_properties_of_parsing(source in any_text()) {
        reading::holds(source.as_bytes());
    }

    #[test]
    fn no_error_is_found_in_valid_text(source in valid()) {
        let errors = errors::find(&source, MAX_ERRORS);
        prop_assert_eq!(errors.len(), 1);
        prop_assert_eq!(&errors[0].message, "file is not valid JSON");
    }
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn repaired_text_has_the_same_tree_in_both_readers(source in any_text()) {
        if let Some((recovered, by_grammar)) = tolerant::both_ways(&source) {
            prop_assert_eq!(described(&source, recovered), described(&source, by_grammar));
        }
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn valid_text_has_the_same_tree_in_all_readers(source in valid()) {
        let strict = described(&source, strict::read(&source).unwrap());
        let (recovered, by_grammar) = tolerant::both_ways(&source).unwrap();
        prop_assert_eq!(described(&source, recovered), strict.clone());
        prop_assert_eq!(described(&source, by_grammar), strict);
    }

    #[test]
    fn edits_of_valid_text_satisfy_their_properties(source in valid()) {
        edits::edits_everywhere(&parse(source));
    }
}
