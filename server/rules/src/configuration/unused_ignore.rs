//! # unused-ignore
//!
//! An ignore in `hsmeta.toml` suppresses no problem.
//!
//! ## What it does
//!
//! Reports an ignore only if hsmeta has checked and could read every file that its `path` may
//! match.
//!
//! ## Why
//!
//! The problem has been fixed, or its file, property or rule has changed. The ignore can only hide
//! a future problem.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! unlabeled-output-field = "warning"
//!
//! [[ignore]]
//! rule = "missing-image"
//! path = "src/app/cards/**"
//! reason = "the build creates the images"
//! ```
//!
//! Good:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! unlabeled-output-field = "warning"
//! ```
//!
//! ## How to fix
//!
//! Remove the ignore, or correct its `path`, `pointer` or `rule`. In a `path`, `[shop]` matches one
//! of the characters `s`, `h`, `o` and `p`; to match a folder of this name, write `[[]shop]`.
//!
//! ## Source
//!
//! `docs/configuration.md`: the format of `hsmeta.toml` is defined by hsmeta.

use crate::{Check, ConfigCx, renamed, rule};
use diagnostics::{Diagnostic, message};
use project::config::{ALL_RULES, Ignore};

rule! {
    file: "unused_ignore.rs",
    severity: Warning,
    since: "0.1.0",
    tag: Unnecessary,
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    for (number, ignore) in cx.config.ignores.iter().enumerate() {
        if is_used(cx, number)
            || !is_known(ignore)
            || names_change(ignore)
            || !cx.usages.is_fully_checked(&ignore.path.base())
        {
            continue;
        }
        let message = format!("unused ignore: {} {}", rules(ignore), location(ignore));
        let help = help(cx, number, ignore);
        out.push(cx.at(&RULE, ignore.span, message).help(help));
    }
}

fn is_used(cx: &ConfigCx<'_>, number: usize) -> bool {
    cx.usages
        .projects
        .iter()
        .any(|project| project.ignores.contains(&number))
}

/// Whether an ignore names a rule that reports what changed since a git ref: most runs compare with none.
fn names_change(ignore: &Ignore) -> bool {
    ignore.rules.iter().any(|named| {
        crate::all_registered().iter().any(|registered| {
            let mut checks = registered.checks.iter();
            registered.rule.id == named.text
                && checks.any(|check| matches!(check, Check::Changes(_)))
        })
    })
}

/// The part of the message about the rules of an ignore.
fn rules(ignore: &Ignore) -> String {
    let ids: Vec<&str> = ignore.rules.iter().map(|rule| rule.text.as_str()).collect();
    match ids.as_slice() {
        [ALL_RULES] => "no rule reports a problem".to_owned(),
        [rule] => format!("{} reports no problem", message::quoted(rule)),
        rules => format!(
            "none of {} reports a problem",
            message::all_of(rules.iter().copied())
        ),
    }
}

/// The part of the message about the files, or the value, that an ignore is for.
fn location(ignore: &Ignore) -> String {
    let path = message::quoted(&ignore.path.text);
    match &ignore.pointer_text {
        Some(pointer) => format!("at {} in {path}", message::quoted(pointer)),
        None => format!("in {path}"),
    }
}

fn help(cx: &ConfigCx<'_>, number: usize, ignore: &Ignore) -> String {
    let mut names = cx
        .usages
        .projects
        .iter()
        .filter_map(|project| project.unescaped_names.get(&number));
    match names.next() {
        Some(name) => format!(
            "use {}; the name {} contains special characters of patterns",
            message::quoted(&ignore.path.with_name(name)),
            message::quoted(name.as_str()),
        ),
        None => "remove it, or correct its path, pointer or rule".to_owned(),
    }
}

/// Whether every rule that it lists exists; `unknown-rule` reports the others.
fn is_known(ignore: &Ignore) -> bool {
    ignore.rules.iter().all(|rule| {
        let id = rule.text.as_str();
        id == ALL_RULES || crate::named(id).is_some() || renamed::current_id(id).is_some()
    })
}
