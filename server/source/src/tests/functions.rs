//! What functions read and export.

use super::*;

/// The reads of environment variables, those with an alternative in parentheses.
fn reads(text: &str) -> String {
    let mut shown = Vec::new();
    for read in facts(text).env_reads {
        shown.push(if read.has_default {
            format!("({})", read.name)
        } else {
            read.name
        });
    }
    shown.join(" ")
}

#[test]
fn variables_that_are_tested_or_have_an_alternative_are_not_required() {
    for (text, expected) in [
        ("f(process.env.A)", "A"),
        ("const a = process.env.A + '/x'", "A"),
        ("const a = b && process.env.A", "A"),
        ("if (b) f(process.env.A)", "A"),
        ("const a = process.env.A ?? 'x'", "(A)"),
        ("const a = b || process.env.A", "(A)"),
        ("const a = b ?? process.env.A ?? process.env.B", "(A) (B)"),
        ("const a = process.env.A && 1", "(A)"),
        ("const a = process.env.A === 'true'", "(A)"),
        ("const a = 'x' != process.env.A", "(A)"),
        ("const a = process.env.A ? 1 : 2", "(A)"),
        ("if (process.env.A) f(process.env.A)", "(A) A"),
        ("const a = !process.env.A", "(A)"),
        ("if (!process.env.A || !process.env.B) throw 1", "A B"),
        ("const { A, B = 'x' } = process.env", "A (B)"),
        ("const a = process.env.A; f(a ?? 'x'); if (a) f(1)", "(A)"),
        ("const a = process.env.A; if (!a) f(); f(a)", "A"),
        (
            "const a = process.env.A; g(() => { const a = 1; f(a) })",
            "A",
        ),
        (
            "const { A, B: b, C: c } = process.env; f(A || 1); f(b && 1); f(c)",
            "(A) (B) C",
        ),
        ("delete process.env.A; process.env.B = 'x'", ""),
    ] {
        assert_eq!(reads(text), expected, "{text}");
    }
    assert_eq!(facts("process.env.B = 'x'").env_writes, ["B"]);
}

#[test]
fn a_call_of_the_second_parameter_of_main_is_found_unless_it_is_tested() {
    for (main, expected) in [
        ("(context, send) => send({})", Some("send")),
        (
            "async (context, send) => { if (x) { send(1) } send(2) }",
            Some("send"),
        ),
        (
            "function (context, callback) { callback(null) }",
            Some("callback"),
        ),
        ("(context, send) => 1", None),
        ("(context) => send({})", None),
        (
            "(context, send) => f(() => { const send = g(); send() })",
            None,
        ),
        ("(context, send) => send?.({})", None),
        ("(context, send) => { if (send) send({}); }", None),
        ("(context, send) => send && send({})", None),
        ("(context, send = f) => send({})", None),
        ("(context, send) => { send = f; send({}); }", None),
        (
            "(context, send) => { if (typeof send === 'function') send({}); }",
            None,
        ),
    ] {
        let text = format!("exports.main = {main};");
        let handler = facts(&text).exports.main.unwrap();
        assert_eq!(&text[handler.span.range()], "main");
        let call = handler.callback_call.map(|span| &text[span.range()]);
        assert_eq!(call, expected, "{text}");
    }
}

#[test]
fn a_function_that_is_exported_as_a_whole_has_no_other_exports() {
    for (text, is_open) in [
        ("module.exports = async (context) => 1", false),
        ("module.exports = handler; function handler() {}", false),
        ("module.exports = make()", true),
    ] {
        let exports = facts(text).exports;
        assert!(exports.main.is_none(), "{text}");
        assert_eq!(exports.is_open, is_open, "{text}");
    }
}

#[test]
fn main_is_found_however_it_is_exported() {
    for text in [
        "exports['main'] = () => 1",
        "module.exports = { main() {} }",
        "export = { main: () => 1 }",
        "export { run as main }; const run = () => 1",
        "exports.handler = exports.main = () => 1",
        "export const { main } = make()",
    ] {
        assert!(facts(text).exports.main.is_some(), "{text}");
    }
    for text in ["exports = { main }", "export default function main() {}"] {
        let exports = facts(text).exports;
        assert!(exports.main.is_none() && !exports.is_open, "{text}");
    }
}

#[test]
fn long_strings_are_kept_and_comments_and_texts_of_elements_are_not() {
    let text = "// 'a comment with a string'
const a = 'short', b = \"long enough for a secret\", c = `long enough, ${a}, for a secret`;
f(<Text title='long enough for a secret'>'long enough for a secret'</Text>);";
    let strings = facts(text).strings;
    let shown: Vec<&str> = strings.iter().map(|span| &text[span.range()]).collect();
    assert_eq!(
        shown,
        [
            "\"long enough for a secret\"",
            "`long enough, ${a}, for a secret`",
            "'long enough for a secret'",
        ]
    );
}
