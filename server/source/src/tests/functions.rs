//! What functions read and export.

use super::*;

/// The reads of environment variables, those with an alternative in parentheses, and those that are tested in brackets.
fn reads(text: &str) -> String {
    let mut shown = Vec::new();
    for read in facts(text).env_reads {
        shown.push(match read.need {
            Need::Required => read.name,
            Need::Tested => format!("[{}]", read.name),
            Need::Replaced => format!("({})", read.name),
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
        ("const a = process.env.A && 1", "[A]"),
        ("const a = process.env.A === 'true'", "[A]"),
        ("const a = 'x' != process.env.A", "[A]"),
        ("const a = process.env.A ? 1 : 2", "(A)"),
        ("if (process.env.A) f(process.env.A)", "[A] [A]"),
        ("const a = !process.env.A", "[A]"),
        ("if (!process.env.A || !process.env.B) throw 1", "A B"),
        ("const { A, B = 'x' } = process.env", "A (B)"),
        ("const a = process.env.A; f(a ?? 'x'); if (a) f(1)", "(A)"),
        ("const a = process.env.A; if (!a) f(); f(a)", "[A]"),
        ("const a = process.env.A; if (!a) throw 1; f(a ?? 'x')", "A"),
        (
            "const a = process.env.A; g(() => { const a = 1; f(a) })",
            "A",
        ),
        (
            "const { A, B: b, C: c } = process.env; f(A || 1); f(b && 1); f(c)",
            "(A) [B] C",
        ),
        ("delete process.env.A; process.env.B = 'x'", ""),
    ] {
        assert_eq!(reads(text), expected, "{text}");
    }
    assert_eq!(facts("process.env.B = 'x'").env_writes, ["B"]);
}

#[test]
fn code_that_knows_that_a_variable_may_be_missing_does_not_require_it() {
    for (text, expected) in [
        (
            "f(typeof process.env.A !== 'undefined', process.env.A)",
            "[A] [A]",
        ),
        ("f(process.env.A ? process.env.A : 'x')", "(A) (A)"),
        (
            "f(process.env.A === undefined ? 'a' : process.env.A)",
            "(A) (A)",
        ),
        ("f(process.env.A && new URL(process.env.A))", "[A] [A]"),
        ("if (b && process.env.A) f(process.env.A)", "[A] [A]"),
        ("if (!!process.env.A) f(); g(process.env.A)", "[A] [A]"),
        (
            "if (Boolean(process.env.A)) f(); g(process.env.A)",
            "[A] [A]",
        ),
        ("f(process.env.A?.split(',') ?? [])", "(A)"),
        ("f(process.env.A?.split(',').map((x) => x) || [])", "(A)"),
        ("f(process.env.A?.length)", "[A]"),
        ("f(Number(process.env.A) || 3)", "(A)"),
        ("f(parse(process.env.A) ?? 3)", "[A]"),
        ("const a = Number(process.env.A); f(a || 3)", "(A)"),
        ("if (!process.env.A) return; f(process.env.A)", "[A] [A]"),
        ("switch (process.env.A) { case 'x': f() }", "[A]"),
        ("f('A' in process.env); g(process.env.A)", "[A] [A]"),
        (
            "f(process.env.hasOwnProperty('A')); g(process.env.A)",
            "[A] [A]",
        ),
        (
            "f(Object.hasOwn(process.env, 'A')); g(process.env.A)",
            "[A] [A]",
        ),
        ("const f = (a = process.env.A) => a", "[A]"),
        (
            "if (process.env.NODE_ENV === 'test') f(process.env.A)",
            "[NODE_ENV] [A]",
        ),
        (
            "const a = process.env.NODE_ENV === 'x' && process.env.A",
            "[NODE_ENV] [A]",
        ),
        ("f(isProd ? process.env.A : process.env.B)", "[A] [B]"),
        ("let a; a = process.env.A; f(a || 'x')", "(A)"),
        ("f(['1', 'true'].includes(process.env.A))", "[A]"),
        ("f(/x/.test(process.env.A))", "[A]"),
        ("f(String(process.env.A).trim() === 'true')", "[A]"),
        ("f([process.env.A, 'x'].find(Boolean))", "[A]"),
        // Without the variable, these fail.
        ("f(process.env.A.split(',') || [])", "A"),
        ("if (verify(process.env.A, x)) f()", "A"),
        (
            "if (!process.env.A) return { statusCode: 500 }; f(process.env.A)",
            "A A",
        ),
        (
            "if (!process.env.A) { throw 1 } f(process.env.A === 'x')",
            "A A",
        ),
    ] {
        assert_eq!(reads(text), expected, "{text}");
    }
}

#[test]
fn variables_that_code_sets_are_not_read() {
    for text in ["process.env.A ||= 'x'", "process.env.A ??= 'x'"] {
        assert_eq!(reads(text), "", "{text}");
        assert_eq!(facts(text).env_writes, ["A"], "{text}");
    }
    for (text, expected) in [
        ("Object.assign(process.env, { A: 'x' })", true),
        ("Object.assign(a, process.env)", false),
        ("process.env = {}", true),
        ("process.env[a] = 'x'", true),
        ("expand(process.env)", true),
        ("f(process.env[a]); Object.keys(process.env)", false),
        ("process.loadEnvFile()", true),
    ] {
        assert_eq!(facts(text).has_unknown_env_writes, expected, "{text}");
    }
}

#[test]
fn members_of_all_objects_and_methods_are_not_variables() {
    for text in [
        "process.env.hasOwnProperty(a)",
        "f(process.env.toString)",
        "process.env.A()",
        "f(process.env['a-b'])",
    ] {
        assert_eq!(reads(text), "", "{text}");
    }
}

#[test]
fn a_read_is_at_the_top_level_outside_of_functions() {
    for (text, expected) in [
        ("const a = { b: process.env.A }", true),
        ("if (a) f(process.env.A)", true),
        ("const f = () => process.env.A", false),
        ("class B { c = process.env.A }", false),
    ] {
        assert_eq!(facts(text).env_reads[0].is_top_level, expected, "{text}");
    }
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
        "this.main = () => 1",
        "exports[`main`] = () => 1",
    ] {
        assert!(facts(text).exports.main.is_some(), "{text}");
    }
    for text in [
        "exports = { main }",
        "export default function main() {}",
        "function Sync() { this.main = 1 }",
        "class Sync { main = 1; static { this.main = 1 } }",
    ] {
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
