//! What is not read.

use super::*;

#[test]
fn large_and_minified_texts_and_tables_of_data_are_skipped() {
    for (text, expected) in [
        ("x;\n".repeat(333_333), None),
        ("x;\n".repeat(333_334), Some(Skip::TooLarge)),
        (format!("const a = '{}';", "A+".repeat(100_000)), None),
        ("x;".repeat(200), None),
        ("x;".repeat(201), Some(Skip::Minified)),
        ("'a';\n".repeat(2_500), None),
        ("'a';\n".repeat(2_501), Some(Skip::TooManyStrings)),
        (String::new(), None),
    ] {
        assert_eq!(is_skipped(&text), expected, "{} bytes", text.len());
        assert_eq!(read(&text).is_incomplete, expected.is_some());
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
