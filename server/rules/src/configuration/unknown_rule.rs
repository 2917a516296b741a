//! # unknown-rule
//!
//! `hsmeta.toml` names a rule that does not exist.
//!
//! ## What it does
//!
//! Compares the keys of `[rules]` and the `rule` of each ignore with the rules of hsmeta.
//!
//! ## Why
//!
//! The severity or the ignore has no effect. The name is misspelled, or belongs to another version
//! of hsmeta.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! duplicated-uid = "warning"
//! ```
//!
//! Good:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! duplicate-uid = "warning"
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or remove the line. `hsmeta rules` lists all rules.
//!
//! ## Source
//!
//! `docs/configuration.md`: the format of `hsmeta.toml` is defined by hsmeta.

use crate::{ConfigCx, all, renamed, rule};
use diagnostics::{Diagnostic, message, suggest};
use project::config::ALL_RULES;
use project::facts::Spanned;

rule! {
    file: "unknown_rule.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    for setting in &cx.config.severities {
        report(cx, &setting.rule, out);
    }
    for ignore in &cx.config.ignores {
        for name in &ignore.rules {
            if name.text != ALL_RULES {
                report(cx, name, out);
            }
        }
    }
}

fn report(cx: &ConfigCx<'_>, name: &Spanned, out: &mut Vec<Diagnostic>) {
    if crate::named(&name.text).is_some() {
        return;
    }
    let (message, help) = match renamed::current_id(&name.text) {
        Some(current) => (
            renamed::notice(&name.text, current),
            format!("use {}", message::quoted(current)),
        ),
        None => (
            format!("unknown rule {}", message::quoted(&name.text)),
            suggestion(&name.text),
        ),
    };
    out.push(cx.at(&RULE, name.span, message).help(help));
}

fn suggestion(id: &str) -> String {
    match suggest::nearest(id, all().iter().map(|rule| rule.id)) {
        Some(near) => format!("did you mean {}?", message::quoted(near)),
        None => "run `hsmeta rules` for a list of all rules".to_owned(),
    }
}
