#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;

use super::*;

// The properties that the fuzzers hold, here over texts that are made by the grammar.
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

fn blank() -> impl Strategy<Value = &'static str> {
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
        "\"// no comment\"",
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
    let leaf = (blank(), scalar, blank())
        .prop_map(|(before, scalar, after)| format!("{before}{scalar}{after}"));
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let member = (blank(), key.clone(), blank(), inner.clone())
            .prop_map(|(a, key, b, value)| format!("{a}{key}{b}:{value}"));
        let array = (prop::collection::vec(inner, 0..4), blank()).prop_map(|(items, blank)| {
            match items.is_empty() {
                true => format!("[{blank}]"),
                false => format!("{blank}[{}]{blank}", items.join(",")),
            }
        });
        let object = (prop::collection::vec(member, 0..4), blank()).prop_map(|(items, blank)| {
            match items.is_empty() {
                true => format!("{{{blank}}}"),
                false => format!("{blank}{{{}}}{blank}", items.join(",")),
            }
        });
        prop_oneof![array, object]
    })
}

/// Pieces that make most errors there are.
fn soup() -> impl Strategy<Value = String> {
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

/// Valid text with a few characters removed, doubled or replaced.
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
    prop_oneof![valid(), soup(), mutated(), mutated(), ".{0,20}"]
}

/// Every node with all that can be asked of it.
fn described(source: &str, tree: tree::Tree) -> Vec<String> {
    let syntax = Syntax {
        source: Arc::from(source),
        tree,
        errors: Vec::new(),
    };
    let describe = |value: Value<'_>| {
        let key = value.key().map(|key| (key.span, key.text.to_owned()));
        for span in key.iter().map(|(span, _)| *span).chain([value.span()]) {
            assert!(source.get(span.range()).is_some(), "{span:?} in {source:?}");
        }
        let children: Vec<u32> = value
            .elements()
            .chain(value.members().map(|member| member.value))
            .map(|v| v.index())
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
    };
    let duplicates = syntax
        .duplicate_keys()
        .map(|(first, again)| format!("{first:?} {again:?}"));
    syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants())
        .map(describe)
        .chain(duplicates)
        .collect()
}

#[test]
fn what_is_put_into_broken_text_is_never_taken_for_text() {
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
    fn reading_keeps_its_properties(source in any_text()) {
        reading::holds(source.as_bytes());
    }

    #[test]
    fn mistakes_are_found_only_where_there_are_some(source in valid()) {
        let errors = errors::find(&source, MAX_ERRORS);
        prop_assert_eq!(errors.len(), 1);
        prop_assert_eq!(&errors[0].message, "file is not valid JSON");
    }
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn broken_text_is_read_alike_both_ways(source in any_text()) {
        if let Some((mended, by_grammar)) = tolerant::both_ways(&source) {
            prop_assert_eq!(described(&source, mended), described(&source, by_grammar));
        }
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn both_readers_see_the_same_tree(source in valid()) {
        let strict = described(&source, strict::read(&source).unwrap());
        let (mended, by_grammar) = tolerant::both_ways(&source).unwrap();
        prop_assert_eq!(described(&source, mended), strict.clone());
        prop_assert_eq!(described(&source, by_grammar), strict);
    }

    #[test]
    fn edits_keep_their_properties(source in valid()) {
        edits::edits_everywhere(&parse(source));
    }
}
