use std::path::PathBuf;

use super::*;

fn parsed(text: &str) -> ConfigFile {
    ConfigFile::parse(PathBuf::new(), text.to_owned())
}

#[test]
fn every_setting_is_parsed() {
    let text = "profiles = ['dev']\nrules.b-rule = 'off'\nrules.a-rule = \"error\"\n\n[[ignore]]\nrule = 'x'\n\
        path = 'a/**'\nreason = 'r'\n[[ignore]]\nrule = ['x', '*']\npath = '.'\npointer = '/a~1b/~01'\nreason = 's'\n";
    let file = parsed(text);
    assert_eq!(file.errors, []);
    let named = |one: &Spanned| (one.text.clone(), text[one.span.range()].to_owned());
    assert_eq!(
        file.profiles.iter().map(named).collect::<Vec<_>>(),
        [("dev".to_owned(), "'dev'".to_owned())]
    );
    let severities: Vec<_> = file
        .severities
        .iter()
        .map(|one| (one.rule.text.as_str(), one.severity))
        .collect();
    assert_eq!(
        severities,
        [("b-rule", None), ("a-rule", Some(Severity::Error))]
    );
    let pointers: Vec<_> = file
        .ignores
        .iter()
        .map(|ignore| ignore.pointer.clone())
        .collect();
    assert_eq!(
        pointers,
        [None, Some(vec!["a/b".to_owned(), "~1".to_owned()])]
    );
    assert!(
        file.ignores
            .iter()
            .all(|ignore| &text[ignore.span.range()] == "[[ignore]]")
    );
    assert!(file.ignores[1].names("anything") && !file.ignores[0].names("y"));
}

#[test]
fn source_is_true_unless_it_is_false() {
    assert!(parsed("source = false").skips_source());
    for text in ["", "source = true", "source = 'false'", "source = 0"] {
        assert!(!parsed(text).skips_source(), "{text}");
    }
    assert_eq!(parsed("source = 0").errors.len(), 1);
}

#[test]
fn an_incomplete_ignore_does_not_apply_and_one_without_a_reason_does() {
    for (entry, applies) in [
        ("rule = 'x'\npath = 'a'\nreason = 'r'", true),
        ("rule = 'x'\npath = 'a'", true),
        ("rule = 'x'\npath = 'a'\nreason = 1", true),
        ("rule = []\npath = 'a'\nreason = 'r'", false),
        ("path = 'a'\nreason = 'r'", false),
        ("rule = 'x'\nreason = 'r'", false),
        ("rule = 'x'\npath = '['\nreason = 'r'", false),
        ("rule = 'x'\npath = 'a'\npointer = 'b'\nreason = 'r'", false),
        (
            "rule = 'x'\npath = 'a'\npointer = '/~2'\nreason = 'r'",
            false,
        ),
        ("rule = 'x'\npath = 'a'\npointer = 1\nreason = 'r'", false),
    ] {
        let file = parsed(&format!("[[ignore]]\n{entry}\n"));
        assert_eq!(file.ignores.len(), usize::from(applies), "{entry}");
        assert_eq!(
            file.errors.len(),
            usize::from(!entry.ends_with("path = 'a'\nreason = 'r'") || !applies),
            "{entry}"
        );
    }
}

#[test]
fn broken_text_has_one_error_and_the_rest_applies() {
    let file = parsed("profiles = [\"a\"\n[rules]\nx = \"off\"\n");
    assert_eq!(file.errors.len(), 1, "{:?}", file.errors);
    let file = parsed("[rules]\nx = 'off\ny = 'off'\n");
    assert_eq!(file.errors.len(), 1, "{:?}", file.errors);
    assert_eq!(file.severities.len(), 2);
    assert_eq!(
        ConfigFile::from_bytes(PathBuf::new(), b"rules.a = 'of\xff'\n".to_vec())
            .errors
            .len(),
        1
    );
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    for text in [
        "[".repeat(100_000),
        "{a=".repeat(100_000),
        "a.".repeat(100_000),
        format!("x={}", "[".repeat(100_000)),
    ] {
        assert!(!parsed(&text).errors.is_empty());
    }
}
