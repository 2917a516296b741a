//! Names that no scope binds, and what binds a name.

use super::*;

/// The globals as one line, each with its members and `()` if it is called.
fn globals(text: &str) -> String {
    let mut shown = Vec::new();
    for global in facts(text).globals {
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
    ] {
        assert_eq!(globals(text), expected, "{text}");
    }
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
        "namespace document { const a = 1; } document;",
        "class document {} document;",
        "(class document { m() { document; } });",
        "(function document() { document; });",
        "declare const document: Document; document;",
        "switch (1) { case 1: let document; document; }",
        "function document(): void; function document() {} document();",
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
        "export { document } from './x';",
        "const f = (a): a is window => true;",
        "abstract class A { abstract document(): void; }",
        "import type document from './x';",
    ] {
        assert_eq!(globals(text), "", "{text}");
    }
}
