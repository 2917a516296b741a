//! # unknown-rule
//!
//! `hsmeta.toml` names a rule that does not exist.
//!
//! ## Why it is wrong
//!
//! The severity or the ignore has no effect. The name is misspelt, or belongs to another version of hsmeta.
//!
//! ## Example
//!
//! ```toml
//! [rules]
//! duplicated-uid = "warning"      # duplicate-uid
//! ```
//!
//! ## How to fix
//!
//! Correct the name; `hsmeta rules` lists all rules. Remove the line where the rule is gone.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use crate::{Check, ConfigCx, Rule, all, renamed};
use diagnostics::{Diagnostic, Severity, message, suggest};
use project::config::ALL_RULES;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-rule",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("unknown_rule.rs"),
    check: Check::Config(check),
};

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    let severities = cx.config.severities.iter().map(|setting| &setting.rule);
    let ignores = cx
        .config
        .ignores
        .iter()
        .flat_map(|ignore| &ignore.rules)
        .filter(|name| name.text != ALL_RULES);
    for name in severities.chain(ignores) {
        if Rule::named(&name.text).is_some() {
            continue;
        }
        let (message, help) = if let Some(current) = renamed::current_id(&name.text) {
            let help = format!("write {}", message::quoted(current));
            (renamed::notice(&name.text, current), help)
        } else {
            let help = match suggest::nearest(&name.text, all().iter().map(|rule| rule.id)) {
                Some(near) => format!("did you mean {}?", message::quoted(near)),
                None => "`hsmeta rules` lists all rules".to_owned(),
            };
            (
                format!("unknown rule {}", message::quoted(&name.text)),
                help,
            )
        };
        out.push(cx.at(&RULE, name.span, message).help(help));
    }
}
