//! Reads of environment variables.

use super::*;

/// The reads as one line: names with their text, `?` with a default, and `*` for those of any name.
fn reads(text: &str) -> String {
    let facts = facts(text);
    let mut shown = Vec::new();
    for read in &facts.env_reads {
        let literal = &text[read.span.range()];
        assert!(literal.contains(&read.name), "{text}");
        let default = if read.need == Need::Required { "" } else { "?" };
        shown.push(format!("{literal}{default}"));
    }
    for span in &facts.unknown_env_reads {
        shown.push(format!("*{}", &text[span.range()]));
    }
    shown.join(" ")
}

#[test]
fn variables_are_read_by_their_names() {
    for (text, expected) in [
        ("f(process.env.A);", "A"),
        ("f(process.env['A']);", "'A'"),
        ("f(process.env.A!);", "A"),
        ("f(process.env?.A as string);", "A"),
        ("f((process).env.A.length);", "A"),
        ("f(`${process.env.A}`);", "A"),
        ("f(globalThis.process.env.A);", "A"),
        ("import process from 'node:process'; f(process.env.A);", "A"),
        ("import * as p from 'process'; f(p.env.A);", "A"),
        ("import { env } from 'node:process'; f(env.A);", "A"),
        ("const { env } = require('process'); f(env.A);", "A"),
        ("const env = process.env; f(env.A);", "A"),
        ("const p = process; f(p.env.A);", "A"),
        ("const { env } = process; f(env.A);", "A"),
        ("const { A, B: b } = process.env; f(A, b);", "A B"),
        ("function f({ A } = process.env) {}", "A"),
        ("if (!process.env.A) throw 1;", "A"),
    ] {
        assert_eq!(reads(text), expected, "{text}");
    }
}

#[test]
fn a_read_may_have_another_value() {
    for (text, expected) in [
        ("f(process.env.A ?? 'x');", "A?"),
        ("f(process.env.A || process.env.B);", "A? B?"),
        ("f((process.env.A!) || 'x');", "A?"),
        ("f(process.env.A ? 1 : 2);", "A?"),
        ("f(x ? process.env.A : 2);", "A"),
        ("f(x || process.env.A);", "A?"),
        ("f(process.env.A && 1);", "A?"),
        ("const { A = 'x', B: b = 'y' } = process.env;", "A? B?"),
        ("f('A' in process.env);", "'A'?"),
    ] {
        assert_eq!(reads(text), expected, "{text}");
    }
}

#[test]
fn what_may_read_any_variable_is_listed() {
    for (text, expected) in [
        ("f(process.env[x]);", "*process.env"),
        ("f({ ...process.env });", "*process.env"),
        ("f(process.env);", "*process.env"),
        ("f({ env: process.env });", "*process.env"),
        ("const { A, ...rest } = process.env;", "A *...rest"),
        ("const { [x]: y } = process.env;", "*[x]: y"),
        ("const env = process.env; f(env, env.A);", "A *env"),
        ("let env = process.env;", ""),
        ("x.env = process.env;", "*process.env"),
        ("export const env = process.env;", "*process.env"),
    ] {
        assert_eq!(reads(text), expected, "{text}");
    }
}

#[test]
fn a_write_and_another_process_are_not_reads() {
    for text in [
        "process.env.A = 'x';",
        "delete process.env.A;",
        "process.env = {};",
        "function f(process) { return process.env.A; }",
        "const process = { env: {} }; f(process.env.A);",
        "f(import.meta.env.A);",
        "f(x.process.env.A);",
        "f(process.environment.A);",
        "type T = typeof process.env.A;",
    ] {
        assert_eq!(reads(text), "", "{text}");
    }
}
