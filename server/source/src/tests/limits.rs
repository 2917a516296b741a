//! What is not read.

use super::*;

#[test]
fn large_and_minified_texts_and_tables_of_data_are_skipped() {
    for (text, expected) in [
        ("x;\n".repeat(83_333), None),
        ("x;\n".repeat(83_334), Some(Skip::TooLarge)),
        (format!("const a = '{}';", "A+".repeat(100_000)), None),
        ("x;".repeat(200), None),
        ("x;".repeat(201), Some(Skip::Minified)),
        ("'a';\n".repeat(2_500), None),
        ("'a';\n".repeat(2_501), Some(Skip::TooManyStrings)),
        ("(\n".repeat(1_000), None),
        ("(\n".repeat(1_001), Some(Skip::TooDeep)),
        ("() => a > b;\n".repeat(2_000), None),
        ("a <\n".repeat(1_001), Some(Skip::TooDeep)),
        ("/* */\n".repeat(2_000), None),
        ("/*\n".repeat(101), Some(Skip::TooDeep)),
        ("const a = '\0';".to_owned(), Some(Skip::Binary)),
        (String::new(), None),
    ] {
        assert_eq!(is_skipped(&text), expected, "{} bytes", text.len());
        if expected.is_some() {
            assert!(read(&text).is_incomplete);
        }
    }
}

#[test]
fn a_text_that_may_call_extend_is_found_by_its_bytes() {
    for text in [
        "import { hubspot } from '@hubspot/ui-extensions';\nhubspot.extend(() => null);",
        "const { extend } = require('@hubspot/ui-extensions').hubspot;",
    ] {
        assert!(may_call(text.as_bytes()), "{text}");
    }
    for text in [
        "_.extend({}, {})",
        "import { Text } from '@hubspot/ui-extensions';",
        "",
    ] {
        assert!(!may_call(text.as_bytes()), "{text}");
    }
}

#[test]
fn a_text_that_may_import_ui_packages_is_found_by_its_bytes() {
    for text in [
        "import { Text } from '@hubspot/ui-extensions/crm';",
        "import React from \"react\";",
        "const jsx = require('react/jsx-runtime');",
    ] {
        assert!(may_import_ui(text.as_bytes()), "{text}");
    }
    for text in ["import a from './react';", "// react", ""] {
        assert!(!may_import_ui(text.as_bytes()), "{text}");
    }
}

/// A text of random characters with a line now and then, always the same.
fn noise(bytes: usize) -> String {
    let mut state = 1_u32;
    let mut text = String::new();
    while text.len() < bytes {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let byte = u8::try_from(state >> 24).unwrap_or(0) % 96 + 32;
        text.push(if byte == 127 { '\n' } else { char::from(byte) });
    }
    text.replace(['"', '\'', '`'], "x")
}

#[test]
fn noise_is_given_up() {
    assert!(read(&noise(250_000)).globals.is_empty());
}

#[test]
fn an_error_with_many_names_is_read_in_linear_time() {
    // With the square of their number this takes more than a minute.
    assert!(read(&"a?\n".repeat(100_000)).is_incomplete);
}
