//! Imports of ES modules and CommonJS.

use super::*;

/// An import as one line: its kind, specifier and names, each with its text in the file.
fn show_import(text: &str, import: &Import) -> String {
    let mut names = Vec::new();
    for name in &import.names {
        let shown = name.name.as_deref().unwrap_or("*");
        let kind = if name.is_type { "type " } else { "" };
        names.push(format!("{kind}{shown}={}", &text[name.span.range()]));
    }
    let specifier = match &import.specifier {
        Some(specifier) => {
            let literal = &text[import.span.range()];
            assert_eq!(&literal[1..literal.len() - 1], specifier);
            specifier
        }
        None => "?",
    };
    let kind = if import.is_type_only { "Type" } else { "" };
    format!("{kind}{:?} {specifier} {}", import.kind, names.join(" "))
        .trim_end()
        .to_owned()
}

#[test]
fn every_form_of_import_is_read() {
    for (text, expected) in [
        ("import './x';", "Static ./x"),
        ("import d from './x';", "Static ./x default=d"),
        ("import d, * as n from \"./x\";", "Static ./x default=d *=n"),
        (
            "import { a, b as c, type T, default as d, 'e f' as g } from './x';",
            "Static ./x a=a b=b type T=T default=default e f='e f'",
        ),
        ("import type { T } from './x';", "TypeStatic ./x T=T"),
        ("import type T from './x';", "TypeStatic ./x default=T"),
        ("import c = require('./x');", "Require ./x *=c"),
        (
            "import j from './x.json' with { type: 'json' };",
            "Static ./x.json default=j",
        ),
        (
            "export { a, b as c, type T } from './x';",
            "ReExport ./x a=a b=b type T=T",
        ),
        ("export * from './x';", "ReExport ./x *='./x'"),
        ("export * as n from './x';", "ReExport ./x *='./x'"),
        ("export type { T } from './x';", "TypeReExport ./x T=T"),
        ("require('./x');", "Require ./x"),
        ("const x = require('./x');", "Require ./x *=x"),
        (
            "const { a, b: c, d = 1, ...e } = require('./x');",
            "Require ./x a=a b=b d=d *=...e",
        ),
        ("const a = require('./x').a;", "Require ./x a=a"),
        ("const a = require('./x')['a'];", "Require ./x a='a'"),
        ("f(require(`./x`));", "Require ./x *=require(`./x`)"),
        ("require(x);", "Require ?"),
        ("const { a } = await import('./x');", "Dynamic ./x a=a"),
        ("import('./x').then(({ a }) => a);", "Dynamic ./x *=then"),
        ("const x = (await import('./x')).a;", "Dynamic ./x a=a"),
        ("lazy(() => import('./x'));", "Dynamic ./x *=import('./x')"),
        ("import(`./${x}`);", "Dynamic ?"),
    ] {
        let facts = facts(text);
        let shown: Vec<String> = facts
            .imports
            .iter()
            .map(|import| show_import(text, import))
            .collect();
        assert_eq!(shown, [expected], "{text}");
    }
}

#[test]
fn a_function_of_the_file_or_a_type_is_not_an_import() {
    for text in [
        "function require() {} require('./x');",
        "const f = (require) => require('./x');",
        "x.require('./x');",
        "type T = import('./x').T;",
        "// import './x'",
    ] {
        assert!(facts(text).imports.is_empty(), "{text}");
    }
}
