//! # unused-ignore
//!
//! An ignore in `hsmeta.toml` leaves nothing out.
//!
//! ## Why it is wrong
//!
//! The mistake is mended, or the file, the place or the rule is another one by now. The ignore stands in the way of nothing
//! but a mistake that nobody has made yet. hsmeta says so only where it has checked and understood every file that the ignore
//! may be for.
//!
//! ## Example
//!
//! ```toml
//! [[ignore]]
//! rule = "missing-image"
//! path = "src/app/crads/**"       # cards
//! reason = "a build makes the images"
//! ```
//!
//! ## How to fix
//!
//! Remove the ignore, or correct its `path`, `pointer` or `rule`. In a `path`, `[shop]` is one of the characters `s`, `h`, `o`
//! and `p`; a folder of this name is `[[]shop]`.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use crate::{Check, ConfigCx, Rule, renamed};
use diagnostics::{Diagnostic, Severity, message};
use project::config::{ALL_RULES, Ignore};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unused-ignore",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("unused_ignore.rs"),
    check: Check::Config(check),
};

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    let is_used = |number: usize| {
        cx.usages
            .projects
            .iter()
            .any(|project| project.ignores.contains(&number))
    };
    let unused = cx
        .config
        .ignores
        .iter()
        .enumerate()
        .filter(|(number, _)| !is_used(*number));
    for (number, ignore) in
        unused.filter(|(_, ignore)| is_known(ignore) && cx.usages.prove(&ignore.path.home()))
    {
        let place = match &ignore.pointer_text {
            Some(pointer) => format!(
                "at {} in {}",
                message::quoted(pointer),
                message::quoted(&ignore.path.text)
            ),
            None => format!("in {}", message::quoted(&ignore.path.text)),
        };
        let rules = match ignore
            .rules
            .iter()
            .map(|rule| rule.text.as_str())
            .collect::<Vec<_>>()
            .as_slice()
        {
            [ALL_RULES] => "no rule finds anything".to_owned(),
            [rule] => format!("{} finds nothing", message::quoted(rule)),
            rules => format!(
                "none of {} finds anything",
                message::all_of(rules.iter().copied())
            ),
        };
        let message = format!("the ignore is not needed: {rules} {place}");
        out.push(
            cx.at(&RULE, ignore.span, message)
                .help(help(cx, number, ignore)),
        );
    }
}

fn help(cx: &ConfigCx<'_>, number: usize, ignore: &Ignore) -> String {
    let mut names = cx
        .usages
        .projects
        .iter()
        .filter_map(|project| project.mistaken_names.get(&number));
    match names.next() {
        Some(name) => format!(
            "write {}: the name {} has characters that are special in a pattern",
            message::quoted(&ignore.path.with_name(name)),
            message::quoted(name.as_str()),
        ),
        None => "remove it, or correct its path, pointer or rule".to_owned(),
    }
}

/// Whether every rule that it names exists; a misspelt one is a mistake of its own.
fn is_known(ignore: &Ignore) -> bool {
    ignore
        .rules
        .iter()
        .map(|rule| rule.text.as_str())
        .all(|id| id == ALL_RULES || Rule::named(id).is_some() || renamed::current_id(id).is_some())
}
