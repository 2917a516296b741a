//! Which values are known, and where they are written.

use super::*;

#[test]
fn literals_are_decoded() {
    for (literal, expected) in [
        (
            r#""a\n\x41\u00e9\u{1F600}\ud83d\ude00\q\0""#,
            "\"a\\nAé😀😀q\\0\"",
        ),
        (r"'\ud800 \udc00 \''", "\"\u{fffd} \u{fffd} '\""),
        ("'a\\\nb'", "\"ab\""),
        ("`a\\`b`", "\"a`b\""),
        ("0x10", "16"),
        ("1_000.5e1", "10005"),
        (".5", "0.5"),
        ("1n", "?"),
        ("true", "?"),
        ("/x/", "?"),
    ] {
        assert_eq!(value_of("", literal), expected, "{literal}");
    }
}

#[test]
fn a_value_is_known_through_constants_and_operators() {
    let before = "const A = 'a'; const B = A; let once; once = 'o';
let several = 'x'; if (c) several = 'y';
let appended = 'x'; appended += z;
let counted = 1; counted++;
const O = { k: 'v', 'q-r': { s: `t` }, A, ...(0 || {}), last: 1 };
const frozen = Object.freeze({ k: 'v' });
enum E { M = 'm' }
class C { static s = 's'; i = 'i'; }
const { k: { deep = 'd' } = {}, q = 'r' } = load();
const { s: taken } = { s: 'ta', ...{} };
function one() { return `${A}/1`; }
const two = (x) => x ? 'p' : 'q';
function many() { if (x) { return 'm'; } return () => { return 'no'; }; }
";
    for (value, expected) in [
        ("A", "\"a\""),
        ("B", "\"a\""),
        ("once", "\"o\""),
        ("several", "?"),
        ("appended", "\"x\" + ?"),
        ("counted", "?"),
        ("(A as const)!", "\"a\""),
        ("A satisfies string", "\"a\""),
        ("`${A}-${B}${c}`", "\"a\" + \"-\" + \"a\" + ?"),
        ("'x' + A + c + (1 + 'y')", "\"x\" + \"a\" + ? + 1 + \"y\""),
        ("1 + 2", "3"),
        ("15 * 1000", "15000"),
        ("c ? A : 'b'", "(\"a\" | \"b\")"),
        ("x ?? A", "(? | \"a\")"),
        ("x || y || A", "(? | ? | \"a\")"),
        ("x && A", "\"a\""),
        ("(x, A)", "\"a\""),
        ("O.last", "1"),
        ("O.k", "?"),
        ("frozen.k", "\"v\""),
        ("frozen['k']", "\"v\""),
        ("frozen.missing", "?"),
        ("frozen[x]", "?"),
        ("E.M", "\"m\""),
        ("C.s", "\"s\""),
        ("C.i", "?"),
        ("q", "?"),
        ("deep", "?"),
        ("one()", "\"a\" + \"/1\""),
        ("two(1)", "(\"p\" | \"q\")"),
        ("many()", "(\"m\" | ?)"),
        ("{ A, k: A, [A]: 1 }", "{A: ?, k: ?, …}"),
        ("{ ...frozen, m() {} }", "{k: \"v\", m: ?}"),
        ("{ ...unknown, a: 1 }", "{a: 1, …}"),
        ("undefined", "?"),
    ] {
        assert_eq!(value_of(before, value), expected, "{value}");
    }
}

#[test]
fn urls_are_known_up_to_their_query() {
    let before = "const BASE = (x || 'https://a.com//').replace(/\\/+$/, '');
const url = new URL('/v1', 'https://a.com/'); const other = new URL(`https://b.com/${x}`);";
    for (value, expected) in [
        ("BASE", "(? | \"https://a.com\")"),
        ("url", "\"https://a.com\" + \"/v1\" + ?"),
        ("url.toString()", "\"https://a.com\" + \"/v1\" + ?"),
        ("url.href", "\"https://a.com\" + \"/v1\" + ?"),
        ("String(other)", "\"https://b.com/\" + ? + ?"),
        ("new URL('v1', 'https://a.com/api')", "?"),
        ("new URL('//b.com', 'https://a.com')", "?"),
        ("new Url('https://a.com')", "?"),
        ("BASE.trim()", "(? | \"https://a.com\")"),
    ] {
        assert_eq!(value_of(before, value), expected, "{value}");
    }
}

#[test]
fn imports_variables_and_environment_are_values_of_their_own() {
    let before = "import config, { urls as u } from './config'; import * as all from './all';
const { base } = require('./base'); const whole = require('./whole');
const { variables } = useIt(); const env = process.env;
const Card = ({ context }) => fetch(context.variables.IN_CARD);
const ctx = useExtensionContext(); import { useExtensionContext } from '@hubspot/ui-extensions';
const api = make(); const { variables: { DEEP } } = ctx;
const context = make(); const { SECRET } = context.secrets; const { secrets } = context;
";
    for (value, expected) in [
        ("config.urls.api", "./config#default.urls.api"),
        ("u", "./config#urls"),
        ("all.x.y", "./all#x.y"),
        ("all", "./all#*"),
        ("base", "./base#base"),
        ("whole.a", "./whole#a"),
        ("process.env.A", "env.A"),
        ("process.env['A']!", "env.A"),
        ("env.B ?? 'x'", "(env.B | \"x\")"),
        ("globalThis.process.env.C", "env.C"),
        ("import.meta.env.A", "?"),
        ("ctx.variables.NAME", "variables.NAME"),
        ("api.context.variables.NAME", "variables.NAME"),
        ("DEEP", "variables.DEEP"),
        ("useExtensionContext().variables.NAME", "variables.NAME"),
        ("variables.NAME", "?"),
        ("context.secrets.NAME", "env.NAME"),
        ("context.secrets?.NAME", "env.NAME"),
        ("context.secrets['NAME']", "env.NAME"),
        ("SECRET", "env.SECRET"),
        ("secrets.NAME", "env.NAME"),
        ("api.secrets.NAME", "?"),
        ("api.variables.NAME", "?"),
    ] {
        assert_eq!(value_of(before, value), expected, "{value}");
    }
}

#[test]
fn what_changes_or_depends_on_itself_is_unknown() {
    let before = "const O = { k: 'v' }; O.k = x; const P = { k: 'v' };
let a = a2; let a2 = a; var again = again + 'x'; const f = () => f();
for (const item of ['x']) fetch(item);
function parameter(p, { q = 'd' }, r = 'e') { fetch(p); fetch(q); fetch(r); }
const assigned = { method: 'a' }; Object.assign(assigned, x);
const deleted = { method: 'a' }; delete deleted.method; const longer = { a: 'a' }; longer.a += 'b';
const host = new URL('https://a.com'); host.host = 'b.com';
const query = new URL('https://a.com'); query.search = '?a'; let reassigned = { method: 'a' }; reassigned = { method: 'b' };
[P.x] = []; let list; [list] = ['x']; const [first] = ['x'];
";
    for (value, expected) in [
        ("O.k", "?"),
        ("P.k", "\"v\""),
        ("a", "?"),
        ("again", "? + \"x\""),
        ("assigned", "?"),
        ("assigned.method", "?"),
        ("deleted", "?"),
        ("longer", "?"),
        ("host", "?"),
        ("query", "\"https://a.com\" + \"/\" + ?"),
        ("reassigned.method", "?"),
        ("{ method: 'a', ...x }", "{method: ?, …}"),
        ("{ method: 'a', [x]: 'b' }", "{method: ?, …}"),
        ("{ ...x, method: 'a' }", "{method: \"a\", …}"),
        ("f()", "?"),
        ("list", "?"),
        ("first", "?"),
    ] {
        assert_eq!(value_of(before, value), expected, "{value}");
    }
    let facts = facts(before);
    let shown: Vec<String> = facts.calls.iter().map(show_call).collect();
    assert_eq!(
        shown,
        [
            "global fetch(?)",
            "global fetch(?)",
            "global fetch(?)",
            "global fetch(?)",
        ]
    );
}

#[test]
fn what_a_condition_tests_is_unknown() {
    let before = "const B = 'https://a.com'; const P = '/x'; const C = { a: '/y', b: true };
const isAbsolute = P.startsWith('http');
function absolute() { if (P.startsWith('http')) { return P; } return B + P; }
";
    for (value, expected) in [
        ("P.startsWith('http') ? P : B + P", "?"),
        ("isUrl(P) ? P : B + P", "?"),
        ("isAbsolute ? P : B + P", "?"),
        ("C.a ? C.a : '/z'", "?"),
        ("C.b ? C.a : '/z'", "(\"/y\" | \"/z\")"),
        ("isUrl(P) && P", "?"),
        ("x ? 'a' : 'b'", "(\"a\" | \"b\")"),
        ("absolute()", "(? | \"https://a.com\" + \"/x\")"),
    ] {
        assert_eq!(value_of(before, value), expected, "{value}");
    }
    for (statement, expected) in [
        ("if (P) { fetch(P); }", "?"),
        ("if (x) fetch(P);", "\"/x\""),
        ("P.startsWith('/') && fetch(P);", "?"),
        ("P ? f() : fetch(P);", "?"),
        ("if (id) fetch(`/a/${id}`);", "\"/a/\" + ?"),
        ("if (P) fetch(`/a${P}/b`);", "\"/a\" + ? + \"/b\""),
        (
            "if (P) fetch({ path: P, method: 'GET' });",
            "{path: ?, method: \"GET\"}",
        ),
    ] {
        let facts = facts(&format!("const P = '/x'; {statement}"));
        let call = facts.calls.last().unwrap();
        assert_eq!(show(&call.arguments[0]), expected, "{statement}");
    }
}

#[test]
fn the_span_of_a_value_is_its_literal() {
    let text = "const BASE = \"https://a.com\";\nfetch(`${BASE}/é/${x}`);\nfetch('y');";
    let facts = facts(text);
    let Value::Joined { parts, span } = &facts.calls[0].arguments[0] else {
        panic!("{facts:?}");
    };
    assert_eq!(&text[span.range()], "`${BASE}/é/${x}`");
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| &text[part.span().range()])
        .collect();
    assert_eq!(parts, ["\"https://a.com\"", "/é/", "x"]);
    assert_eq!(&text[facts.calls[1].arguments[0].span().range()], "'y'");
    assert_eq!(&text[facts.calls[1].span.range()], "fetch('y')");
    assert_eq!(&text[facts.calls[1].callee.span.range()], "fetch");
}

#[test]
fn a_loop_begins_with_the_first_value() {
    for (code, expected) in [
        ("while (url) { fetch(url); url = next; }", "(\"a\" | ?)"),
        ("do { fetch(url); url = next; } while (url);", "(\"a\" | ?)"),
        ("while (url) { url = await fetch(url); }", "(\"a\" | ?)"),
        (
            "for (;;) { try { fetch(url + 'b'); } finally { url = next; } }",
            "(\"a\" | ?) + \"b\"",
        ),
        ("while (url) { url = next; fetch(url); }", "?"),
        ("while (url) { if (x) fetch(url); url = next; }", "?"),
        ("while (url) { x && fetch(url); url = next; }", "?"),
        ("while (url !== x) { fetch(url); url = next; }", "?"),
        ("while (x) { fetch(url); url += next; }", "\"a\" + ?"),
        ("while (x) { fetch(url); ({ url } = next); }", "?"),
        ("while (x) { f(() => fetch(url)); url = next; }", "?"),
        ("while (x) { fetch(url); } url = next;", "?"),
        ("fetch(url); url = next;", "?"),
        (
            "const set = () => { url = next; }; while (x) { set(); fetch(url); }",
            "?",
        ),
    ] {
        let text = format!("async function main(x, next) {{ let url = 'a'; {code} }}");
        let facts = facts(&text);
        let url = facts.calls.iter().find_map(|call| call.arguments.first());
        assert_eq!(url.map(show).unwrap_or_default(), expected, "{code}");
    }
}
