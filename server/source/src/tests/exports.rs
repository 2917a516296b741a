//! Exports of ES modules and CommonJS, and the handler.

use super::*;

/// The exports as one line: names with their values, what all is exported of, and `…` if there are unknown ones.
fn exports(text: &str) -> String {
    let exports = facts(text).exports;
    let mut shown = Vec::new();
    for (name, value) in &exports.names {
        shown.push(format!("{name}={}", show(value)));
    }
    for specifier in &exports.all_of {
        shown.push(format!("*={specifier}"));
    }
    if exports.is_open {
        shown.push("…".to_owned());
    }
    shown.join(" ")
}

#[test]
fn every_form_of_export_is_read() {
    for (text, expected) in [
        ("export const A = 'a', B = 1;", "A=\"a\" B=1"),
        (
            "export const { a, b: c } = { a: 'x', b: 'y' };",
            "a=\"x\" c=\"y\"",
        ),
        ("export function f() {}", "f=?"),
        ("export class C {}", "C=?"),
        ("export enum E { A = 'a' }", "E=?"),
        ("export default { a: 'x' };", "default={a: \"x\"}"),
        ("export default function f() {}", "default=?"),
        (
            "const a = 'x'; export { a as b, a as default };",
            "b=\"x\" default=\"x\"",
        ),
        ("export { a as b } from './x';", "b=./x#a"),
        ("export * from './x';", "*=./x"),
        ("export * as n from './x';", "n=./x#*"),
        ("exports.a = 'x';", "a=\"x\""),
        ("exports['a'] = 'x';", "a=\"x\""),
        ("module.exports.a = 'x';", "a=\"x\""),
        (
            "const b = 'x'; module.exports = { a: 1, b, m() {} };",
            "a=1 b=\"x\" default={a: 1, b: \"x\", m: ?} m=?",
        ),
        ("module.exports = 'x';", "default=\"x\""),
        ("module.exports = require('./x');", "default=./x#* *=./x"),
        (
            "module.exports = { ...require('./x') };",
            "default={…} *=./x",
        ),
        ("exports = module.exports = { a: 1 };", "a=1 default={a: 1}"),
        ("module.exports = make();", "default=? …"),
        ("module.exports = { [a]: 1 };", "default={…} …"),
        ("exports[a] = 1;", "…"),
        ("Object.assign(exports, x);", "…"),
        ("f(module.exports);", "…"),
        ("if (require.main === module) f();", ""),
        ("namespace N { export const a = 1; }", ""),
        ("export type T = string; export interface I {}", ""),
        ("function f(exports) { exports.a = 1; }", ""),
    ] {
        assert_eq!(exports(text), expected, "{text}");
    }
}

#[test]
fn the_handler_is_the_function_that_is_exported_as_main() {
    for (before, name, after) in [
        ("exports.", "main", " = async (context) => 1;"),
        (
            "module.exports.",
            "main",
            " = handler; function handler() {}",
        ),
        ("export async function ", "main", "(context) {}"),
        ("export const ", "main", " = async () => {};"),
        (
            "async function main() {} module.exports = { ",
            "main",
            " };",
        ),
        ("module.exports = { ", "main", "() {} };"),
        ("const f = () => {}; export { f as ", "main", " };"),
        ("export { ", "main", " } from './x';"),
        ("exports.", "main", " = wrap(async () => {});"),
    ] {
        let text = format!("{before}{name}{after}");
        let main = facts(&text).exports.main.unwrap();
        assert_eq!(main.span.start as usize, before.len(), "{text}");
        assert_eq!(&text[main.span.range()], name, "{text}");
        assert_eq!(main.callback_call, None, "{text}");
    }
    for text in [
        "export default function main() {}",
        "function main() {}",
        "exports.Main = 1;",
    ] {
        assert_eq!(facts(text).exports.main, None, "{text}");
    }
}

#[test]
fn the_callback_of_a_handler_is_its_second_parameter() {
    for text in [
        "exports.main = async (context, respond) => { if (x) return respond({ body: 1 }); respond(2); };",
        "exports.main = handler; async function handler(c, respond) { await respond(1); }",
        "export const main = (c, respond) => [1].map((x) => respond(x));",
    ] {
        let call = facts(text).exports.main.unwrap().callback_call.unwrap();
        assert_eq!(&text[call.range()], "respond", "{text}");
        assert!(text[call.range().end..].starts_with('('), "{text}");
    }
    for text in [
        "exports.main = (context, respond) => { use(respond); };",
        "exports.main = (context) => { respond(1); };",
        "exports.main = (context, respond) => { const f = (respond) => respond(1); };",
        "exports.main = (context, { respond }) => respond(1);",
    ] {
        assert_eq!(
            facts(text).exports.main.unwrap().callback_call,
            None,
            "{text}"
        );
    }
}

#[test]
fn the_clients_that_functions_return_are_exported() {
    let import = "import { Client } from '@hubspot/api-client';\nlet kept = null;\n";
    for (export, name) in [
        ("export const get = () => new Client()", "get"),
        (
            "export async function get() { const c = new Client(); return c; }",
            "get",
        ),
        ("export default () => new Client()", "default"),
        ("module.exports = { get() { return new Client(); } }", "get"),
        (
            "exports.get = function () { kept = new Client(); return kept; }",
            "get",
        ),
    ] {
        let facts = facts(&[import, export].concat());
        let client = &facts.exports.returns[name];
        assert_eq!(show(client), "new @hubspot/api-client#Client", "{export}");
    }
    for export in [
        "export const get = () => make()",
        "export const get = () => { if (x) return new Client(); return null; }",
        "export const get = new Client()",
    ] {
        let facts = facts(&[import, export].concat());
        assert!(facts.exports.returns.is_empty(), "{export}");
    }
}
