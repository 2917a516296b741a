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

rule! {
    file: "unknown_rule.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    let severities = cx.config.severities.iter().map(|setting| &setting.rule);
    let ignores = cx
        .config
        .ignores
        .iter()
        .flat_map(|ignore| &ignore.rules)
        .filter(|name| name.text != ALL_RULES);
    for name in severities.chain(ignores) {
        if crate::named(&name.text).is_some() {
            continue;
        }
        let (message, help) = if let Some(current) = renamed::current_id(&name.text) {
            let help = format!("use {}", message::quoted(current));
            (renamed::notice(&name.text, current), help)
        } else {
            let help = match suggest::nearest(&name.text, all().iter().map(|rule| rule.id)) {
                Some(near) => format!("did you mean {}?", message::quoted(near)),
                None => "run `hsmeta rules` for a list of all rules".to_owned(),
            };
            (
                format!("unknown rule {}", message::quoted(&name.text)),
                help,
            )
        };
        out.push(cx.at(&RULE, name.span, message).help(help));
    }
}
