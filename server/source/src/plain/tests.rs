//! Plain files, and files that look like them.

use super::*;
use crate::browser::{BROWSER_GLOBALS, is_browser_global};

const CARD: &str = "import React from 'react';
import { Text, hubspot } from \"@hubspot/ui-extensions\";

hubspot.extend(() => <Text>Orders (all)</Text>);
";
const FUNCTION: &str = "exports.main = async (context) => {
  return { statusCode: 200, body: 'stock' };
};
";

/// What a tree says, without what plain files leave out.
fn from_tree(text: &str) -> SourceFacts {
    let mut facts = crate::read_tree(text, crate::Syntax::Jsx);
    facts
        .globals
        .retain(|global| is_browser_global(&global.name) || global.name == "import.meta");
    let imported: Vec<Span> = facts.imports.iter().map(|import| import.span).collect();
    facts.strings.retain(|span| !imported.contains(span));
    facts
}

#[test]
fn no_plain_function_has_a_global_that_rules_look_for() {
    for name in BROWSER_GLOBALS {
        let mut marks = MARKS.iter().chain(&FUNCTION_MARKS);
        assert!(marks.any(|mark| name.contains(mark)), "{name}");
    }
}

#[test]
fn plain_files_have_the_facts_of_their_trees() {
    for text in [
        CARD,
        FUNCTION,
        &CARD.replace("Orders (all)", "<Text />\n  <Text/> Orders\n"),
        &[CARD, CARD].concat(),
        CARD.trim_end(),
        &FUNCTION[..FUNCTION.len() - 2],
    ] {
        assert_eq!(read(text), Some(from_tree(text)), "{text}");
    }
}

#[test]
fn a_plain_file_with_a_change_is_parsed_or_has_the_facts_of_its_tree() {
    const CHANGES: [&str; 16] = [
        "", "<", ">", "/", "{", ")", "'", "\"", " ", "\n", ";", ",", "a", "A", ".", "é",
    ];
    for text in [CARD, FUNCTION] {
        for (at, character) in text.char_indices() {
            for change in CHANGES {
                let after = &text[at + character.len_utf8()..];
                let changed = [&text[..at], change, after].concat();
                let facts = from_tree(&changed);
                // A syntax error in a function goes unnoticed.
                if !facts.is_incomplete
                    && let Some(plain) = read(&changed)
                {
                    assert_eq!(plain, facts, "{changed}");
                }
            }
        }
    }
}

#[test]
fn a_file_with_anything_else_is_parsed() {
    for text in [
        "",
        "hubspot.extend(() => null);",
        &CARD.replace("() =>", "({ context }) =>"),
        &CARD.replace("Text, hubspot", "Text"),
        &CARD.replace("'react'", "'./card'"),
        &CARD.replace("Orders", "{fetch('x')}"),
        &CARD.replace("<Text>", "<Text> // "),
        &CARD.replace("<Text>", "<Text><div>a</div>"),
        &CARD.replace("<Text>", "<Text variant=\"a\">"),
        &CARD.replace("<Text>", "<Text>{x}"),
        &CARD.replace("<Text>", "<Text><Flex/>"),
        &CARD.replace("React", "Text"),
        &CARD.replace("<Text>", "<React/><Text>"),
        &CARD.replace("</Text>", ""),
        &CARD.replace("</Text>", "</Flex>"),
        &[CARD, "export const A = 'a';"].concat(),
        &FUNCTION.replace("(context)", "(context, callback)"),
        &FUNCTION.replace("'stock'", "process.env.STOCK"),
        &FUNCTION.replace("return", "console.log(context); return"),
        &FUNCTION.replace("'stock'", "<br></br>"),
        &FUNCTION.replace("'stock'", "'a literal of\nmany words'"),
        &CARD.replace("Orders", "{'a literal of many words'}"),
        &FUNCTION.replace("};", "}; exports.other = 1;"),
        &FUNCTION.replace("return", "exports.other = 1; return"),
        &[FUNCTION, "run();"].concat(),
        &FUNCTION.replace("{ statusCode", "statusCode"),
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
