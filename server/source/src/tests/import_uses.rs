//! How the names of imports are used.

use super::*;

/// The names of imports that are used as values, with the members that are used of them.
fn values(text: &str) -> String {
    let mut shown = Vec::new();
    for import in facts(text).imports {
        for name in import.names {
            if !name.is_value {
                assert!(name.members.is_empty());
                continue;
            }
            let mut value = name.name.unwrap_or_else(|| "*".to_owned());
            for member in name.members {
                let written = &text[member.span.range()];
                assert_eq!(written.trim_matches(['\'', '"']), member.name);
                value += &format!(".{}", member.name);
            }
            shown.push(value);
        }
    }
    shown.join(" ")
}

#[test]
fn names_in_expressions_and_tags_are_values() {
    for (text, expected) in [
        ("import { A } from 'x'; A();", "A"),
        ("A(); import { A } from 'x';", "A"),
        ("import { A as B } from 'x'; f(B);", "A"),
        ("import { A } from 'x'; const a = <A/>;", "A"),
        ("import { A } from 'x'; const a = <A.B/>;", "A"),
        ("import { A } from 'x'; const a = { A };", "A"),
        ("import { A } from 'x'; class B extends A<C> {}", "A"),
        ("import { A } from 'x'; export default A;", "A"),
        ("import { A } from 'x'; const a = typeof A;", "A"),
        ("import { A } from 'x'; const a = A as B;", "A"),
        ("import A, { B } from 'x'; B(A);", "default B"),
        ("const { A } = require('x');", "A"),
        ("const A = require('x').A;", "A"),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
}

#[test]
fn names_in_types_are_no_values() {
    for text in [
        "import { A } from 'x';",
        "import { A } from 'x'; let a: A; type B = A<A[]>; f<A>(); const b = c as A;",
        "import { A } from 'x'; type B = typeof A; interface C extends A {}",
        "import { A } from 'x'; class B implements A { c: A; }",
        "import { A } from 'x'; function f(A) { A(); } { const A = 1; A; }",
        "import { A } from 'x'; const b = { A: 1 }; b.A; <b A='c'/>;",
        "import { A } from 'x'; export { A };",
        "import { A } from 'x'; export type { A };",
        "export { A } from 'x';",
        "import * as A from 'x'; let a: A.B; type C = typeof A.D;",
    ] {
        assert_eq!(values(text), "", "{text}");
    }
}

#[test]
fn members_of_everything_that_a_file_exports_are_named() {
    for (text, expected) in [
        ("import * as A from 'x'; A.B(); A['C']; A?.D.E;", "*.B.C.D"),
        (
            "import * as A from 'x'; const a = <A.B.C>{A.D}</A.B.C>;",
            "*.B.D",
        ),
        (
            "import * as A from 'x'; const { B, C: c, D = 1, 'E': e, ...f } = A;",
            "*.B.C.D.E",
        ),
        ("import * as A from 'x'; A[b]; f(A); ({ ...A });", "*"),
        ("const A = require('x'); A.B; (A as any).C;", "*.B.C"),
        ("import A = require('x'); A.B;", "*.B"),
        ("const a = require('x').B; a.C;", "B"),
        ("import A from 'x'; A.B;", "default"),
        ("import * as A from 'x'; function f(A) { A.B; }", ""),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
}
