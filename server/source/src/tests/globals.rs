//! Names that no scope binds, and what binds a name.

use super::*;

/// The globals as one line, each with its members and `()` if it is called.
fn globals(text: &str) -> String {
    show_globals(text, facts(text))
}

fn show_globals(text: &str, facts: SourceFacts) -> String {
    let mut shown = Vec::new();
    for global in facts.globals {
        assert_eq!(&text[global.span.range()], global.name);
        let mut name = global.name;
        for member in &global.members {
            assert!(text[member.expression.range()].contains(&text[member.span.range()]));
            name += &format!(".{}", member.name);
        }
        if global.has_computed_member {
            name += "[]";
        }
        if global.is_called {
            name += "()";
        }
        if global.is_new {
            name = format!("new {name}");
        }
        if global.is_typeof {
            name = format!("typeof {name}");
        }
        if let Some(specifier) = global.imported_from {
            name += &format!("={specifier}");
        }
        shown.push(name);
    }
    shown.join(" ")
}

#[test]
fn uses_of_globals_have_their_members() {
    for (text, expected) in [
        ("window.location.href;", "window.location.href"),
        (
            "window['localStorage']?.getItem('x');",
            "window.localStorage.getItem()",
        ),
        (
            "new window.XMLHttpRequest();",
            "new window.XMLHttpRequest()",
        ),
        ("(document as any).title = 'x';", "document.title"),
        ("fetch(url);", "fetch() url"),
        ("window[x].y;", "window[] x"),
        ("const a = { document, b: alert };", "document alert"),
        ("typeof window;", "typeof window"),
        ("document = 1;", "document"),
        ("`${location}`;", "location"),
        ("import.meta.env.MODE;", "import.meta.env.MODE"),
        ("class A extends Base {}", "Base"),
        ("export { document };", "document"),
        ("window?.fetch?.();", "window.fetch()"),
        ("window[`fetch`]();", "window.fetch()"),
        ("window['local' + 'Storage'];", "window[]"),
        ("(fetch)('x'); fetch.call(x);", "fetch() fetch.call() x"),
        (
            "const a = console.log; console?.log();",
            "console.log console.log()",
        ),
        ("new XMLHttpRequest;", "new XMLHttpRequest()"),
        (
            "typeof window.document; typeof (document);",
            "typeof window.document typeof document",
        ),
        ("delete window.x; void document;", "window.x document"),
        ("`${location}`; tag`${history}`;", "location tag() history"),
        (
            "[location] = x; ({ history } = x); ({ a: alert } = x);",
            "location x history x.history alert x.a",
        ),
        (
            "for (location of x) ; for (history in y) ;",
            "location x history y",
        ),
        (
            "const { a = document, [location]: b } = c;",
            "document location c.a c",
        ),
        (
            "const a = { location, ...history, [alert]: 1 };",
            "location history alert",
        ),
        (
            "<a b={document} {...location}>{history}</a>;",
            "document location history",
        ),
        (
            "class A { a = document; [location]() { history; } static { alert; } }",
            "document location history alert",
        ),
        (
            "@document class A { constructor(private a = location) {} }",
            "document location",
        ),
        (
            "document as unknown as location; document!; document satisfies x;",
            "document document document",
        ),
        (
            "const a = <T,>(b: T) => localStorage.getItem(b);",
            "localStorage.getItem()",
        ),
        ("export default document;", "document"),
        ("export = document;", "document"),
    ] {
        assert_eq!(globals(text), expected, "{text}");
    }
}

#[test]
fn keys_of_patterns_are_members() {
    for (text, expected) in [
        (
            "const { localStorage, alert: a = 1 } = window;",
            "window.localStorage window.alert",
        ),
        (
            "const { KEY, ...rest } = import.meta.env;",
            "import.meta.env.KEY import.meta.env",
        ),
        ("const { [key]: a } = window;", "key window"),
        ("({ document: x.y } = window);", "x.y window.document"),
        (
            "const f = ({ document } = window) => document;",
            "window.document",
        ),
        ("const [a] = window; const {} = window;", "window window"),
    ] {
        assert_eq!(globals(text), expected, "{text}");
    }
}

#[test]
fn an_assertion_before_a_value_is_a_type() {
    for (text, expected) in [
        ("const a = <any>window; a.b; document;", "window document"),
        ("const a = (<Map<string, location>>window).b;", "window.b"),
        (
            "f(x, <unknown>history, <A['b'] | null>y);",
            "f() x history y",
        ),
        ("return <() => void>alert;", "alert"),
        (
            "const a = <div><unknown>location, b = (<p>c) < 2; fetch('x');",
            "location c fetch()",
        ),
        ("const f = <T>(a: T) => <T[]>[a, navigator];", "navigator"),
        ("const a = b < c; const d = e<f>(g);", "b c e() g"),
    ] {
        let facts = read_as(text, Syntax::of("a.ts"));
        assert!(!facts.is_incomplete, "{text}");
        assert_eq!(show_globals(text, facts), expected, "{text}");
    }
    // A half-typed element looks the same.
    let facts = read_as("f(<Text>fetch(x)", Syntax::of("a.tsx"));
    assert!(facts.is_incomplete && facts.globals.len() == 1);
}

#[test]
fn the_expression_of_a_member_begins_with_the_global() {
    let text = "(window as any)['a'] . b();";
    let facts = facts(text);
    let expressions: Vec<&str> = facts.globals[0]
        .members
        .iter()
        .map(|member| &text[member.expression.range()])
        .collect();
    assert_eq!(
        expressions,
        ["(window as any)['a']", "(window as any)['a'] . b"]
    );
}

#[test]
fn a_name_that_is_bound_is_not_a_global() {
    for text in [
        "const document = 1; document;",
        "document; var document;",
        "f(); function f() { document; } const document = 1;",
        "if (1) { var document; } document;",
        "function f(document) { return () => document; }",
        "const f = document => document;",
        "const f = ({ a: { document }, b: [window], ...location }) => [document, window, location];",
        "const { document = 1 } = {}; document;",
        "try {} catch (document) { document; }",
        "for (const document of []) document;",
        "for (let document = 0; ; ) document;",
        "enum document { A } document.A;",
        "enum A { document = 1, location, b = document | location }",
        "namespace document { const a = 1; } document;",
        "class document {} document;",
        "(class document { m() { document; } });",
        "(function document() { document; });",
        "declare const document: Document; document;",
        "switch (1) { case 1: let document; document; }",
        "function document(): void; function document() {} document();",
        "for (var document in {}) {} document;",
        "function f() { for (var document of []) {} return document; }",
        "if (1) var document = 1; document;",
        "class A { constructor(private document: any) { document; } }",
        "const f = async document => document; const g = (...document) => document;",
        "declare function document(): void; document();",
        "export const document = 1; document;",
        "export default function document() {} document;",
        "const document = { document: document }; (() => document)();",
    ] {
        assert_eq!(globals(text), "", "{text}");
    }
}

#[test]
fn a_name_of_an_import_is_not_a_global_unless_browsers_have_it() {
    for (text, expected) in [
        (
            "import fetch from 'node-fetch'; fetch(x);",
            "fetch()=node-fetch x",
        ),
        (
            "import { x as document } from './x'; document.y;",
            "document.y=./x",
        ),
        (
            "import * as history from './x'; ({ history });",
            "history=./x",
        ),
        ("import alert = require('./x'); alert();", "alert()=./x"),
        ("import { a, fetch } from './x'; a();", ""),
        (
            "import { fetch } from './x'; function f(fetch) { fetch(); }",
            "",
        ),
        (
            "import { fetch } from './x'; type A = typeof fetch; export type { fetch };",
            "",
        ),
    ] {
        assert_eq!(globals(text), expected, "{text}");
    }
}

#[test]
fn a_name_is_bound_in_its_scope_only() {
    for text in [
        "{ const document = 1; } document;",
        "function f(document) {} document;",
        "(class document {}); document;",
        "(function document() {}); document;",
        "for (const document of []) {} document;",
        "try {} catch (document) {} document;",
        "function f() { var document; } document;",
    ] {
        assert_eq!(globals(text), "document", "{text}");
    }
}

#[test]
fn types_labels_and_property_names_are_not_values() {
    for text in [
        "type A = typeof document; let a: document; interface B extends location {}",
        "const a = {} as window; const b = {} satisfies window; f<window>(); function f<window>() {}",
        "document: for (;;) { break document; }",
        "const a = { document: 1, location() {} }; a.document; a?.location;",
        "class A { document = 1; static window: B; }",
        "const { document: a } = {};",
        "export { document } from './x'; export { a as document } from './x';",
        "export type { document }; export { type location };",
        "import { document as a } from './x'; a;",
        "type A = { document: string; location(): void; [history: string]: string };",
        "type A = (document: string) => location; type B = [document: 1, location: 2];",
        "type A = { [K in keyof location]: document extends history ? alert : K };",
        "function f<document>(a: document): asserts a is location {}",
        "abstract class A { abstract document: string; get location() { return 1; } #history = 1; }",
        "const a = { async document() {}, *location() {}, set history(b) {} };",
        "const a = <b document='x' location:history={1}>document.title; fetch()</b>;",
        "// document\n/* location */ 'history'; `alert()`; /fetch()/;",
        "const f = (a): a is window => true;",
        "abstract class A { abstract document(): void; }",
        "import type document from './x';",
    ] {
        assert_eq!(globals(text), "", "{text}");
    }
}
