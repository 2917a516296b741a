#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;

use super::edit::{self, tests::edit_everywhere};
use super::*;

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

/// Valid JSON text, with blanks, escapes and repeated keys, nested a few levels.
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
    let key = prop::sample::select(vec!["\"a\"", "\"b\"", "\"\\u0061\"", "\"\"", "\"type\"", "\"k\\\"\""]);
    let leaf = (blank(), scalar, blank()).prop_map(|(before, scalar, after)| format!("{before}{scalar}{after}"));
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let member = (blank(), key.clone(), blank(), inner.clone())
            .prop_map(|(a, key, b, value)| format!("{a}{key}{b}:{value}"));
        let array = (prop::collection::vec(inner, 0..4), blank()).prop_map(|(items, blank)| match items.is_empty() {
            true => format!("[{blank}]"),
            false => format!("{blank}[{}]{blank}", items.join(",")),
        });
        let object = (prop::collection::vec(member, 0..4), blank()).prop_map(|(items, blank)| match items.is_empty() {
            true => format!("{{{blank}}}"),
            false => format!("{blank}{{{}}}{blank}", items.join(",")),
        });
        prop_oneof![array, object]
    })
}

/// Pieces that make most mistakes there are.
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
        prop::sample::select(vec!["", "", ",", "\"", "}", "]", "\n", "x", ":", "'", "\t", "0", "{", "//"]),
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

/// What serde_json says, or `None` where it is known to differ.
fn oracle(source: &str) -> Option<bool> {
    match serde_json::from_str::<serde_json::Value>(source) {
        Ok(_) => Some(true),
        Err(error) => {
            let message = error.to_string();
            let differs = ["surrogate", "number out of range", "unexpected end of hex escape"];
            (!differs.iter().any(|known| message.contains(known))).then_some(false)
        }
    }
}

/// Every node with all that can be asked of it.
fn described(source: &str, tree: tree::Tree) -> Vec<String> {
    let syntax = Syntax { source: Arc::from(source), tree, errors: Vec::new() };
    let describe = |value: Value<'_>| {
        let key = value.key().map(|key| (key.span, key.text.to_owned()));
        for span in key.iter().map(|(span, _)| *span).chain([value.span()]) {
            assert!(source.get(span.range()).is_some(), "{span:?} in {source:?}");
        }
        let children: Vec<u32> =
            value.elements().chain(value.members().map(|member| member.value)).map(|v| v.index()).collect();
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
    let duplicates = syntax.duplicate_keys().map(|(first, again)| format!("{first:?} {again:?}"));
    syntax.root().into_iter().flat_map(|root| root.descendants()).map(describe).chain(duplicates).collect()
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

fn check_errors(source: &str, errors: &[SyntaxError]) {
    assert!(errors.len() <= 50);
    assert!(errors.is_sorted_by_key(|error| error.span), "{errors:?}");
    for error in errors {
        assert_ne!(error.message, "the text is not valid JSON", "no words for {source:?}");
        let spans = error.related.iter().map(|(span, _)| span);
        let edits = error.fix.iter().flat_map(|(_, edits)| edits);
        for span in spans.chain(edits.map(|(span, _)| span)).chain([&error.span]) {
            assert!(source.get(span.range()).is_some(), "{span:?} in {source:?}");
        }
        for words in [&error.message, &error.help] {
            assert!(!words.is_empty() && !words.contains(|c: char| c.is_control()), "{words:?}");
            assert!(words.chars().count() < 140, "{words:?}");
        }
        assert!(error.fix.as_ref().is_none_or(|(_, edits)| !edits.is_empty()));
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn the_strict_reader_accepts_what_serde_json_accepts(source in any_text()) {
        if let Some(verdict) = oracle(&source) {
            prop_assert_eq!(strict::read(&source).is_some(), verdict);
        }
    }

    #[test]
    fn there_are_errors_exactly_when_the_text_is_refused(source in any_text()) {
        let syntax = parse(source.as_str());
        prop_assert_eq!(syntax.errors.is_empty(), strict::read(&source).is_some());
        check_errors(&source, &syntax.errors);
        described(&source, syntax.tree);
    }

    #[test]
    fn fixes_for_all_errors_leave_none(source in any_text()) {
        let errors = parse(source.as_str()).errors;
        if errors.iter().all(|error| error.fix.is_some()) {
            let edits: Vec<_> = errors.into_iter().filter_map(|error| error.fix).flat_map(|(_, edits)| edits).collect();
            let text = edit::apply(&source, &edits);
            let left = parse(text.as_str()).errors;
            prop_assert!(left.is_empty(), "{:?}: {:?}", text, left);
        }
    }

    #[test]
    fn an_object_stays_an_object(source in any_text()) {
        if source.trim_start().starts_with('{') && !source.contains('\0') {
            let kind = parse(source.as_str()).root().map(|root| root.kind());
            prop_assert_eq!(kind, Some(Kind::Object));
        }
    }

    #[test]
    fn mistakes_are_found_only_where_there_are_some(source in valid()) {
        let errors = mistakes::find(&source, MOST_ERRORS);
        prop_assert_eq!(errors.len(), 1);
        prop_assert_eq!(&errors[0].message, "the text is not valid JSON");
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
    fn every_edit_of_valid_text_gives_valid_text(source in valid()) {
        edit_everywhere(&parse(source));
    }
}
