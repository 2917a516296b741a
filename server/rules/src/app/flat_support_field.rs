//! # flat-support-field
//!
//! A support property is in `config` instead of `config.support`.
//!
//! ## What it does
//!
//! Checks `config` of the app for `supportEmail`, `documentationUrl`, `supportUrl` and
//! `supportPhone`.
//!
//! ## Why
//!
//! HubSpot's documentation lists these properties next to the others of `config`, but its example
//! and its templates have them in `support`. HubSpot ignores them elsewhere.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "supportEmail": "help@acme.tech" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportEmail": "help@acme.tech" } } }
//! ```
//!
//! ## How to fix
//!
//! Move the property to `config.support`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! official templates at <https://github.com/HubSpot/hubspot-project-components>.

use crate::rule;
use analysis::FileContext;
use analysis::components::{App, SUPPORT_FIELDS};
use diagnostics::{Diagnostic, Safety};
use syntax::{Kind, Member, Value, edit};

rule! {
    file: "flat_support_field.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let config = app.config;
    let flat: Vec<Member<'_>> = SUPPORT_FIELDS
        .iter()
        .filter_map(|name| config.member(name))
        .collect();
    let has = |name: &str| {
        config
            .get("support")
            .is_some_and(|support| support.member(name).is_some())
    };
    let mut movable: Vec<Member<'_>> = flat
        .iter()
        .copied()
        .filter(|field| !has(field.key.text))
        .collect();
    movable.sort_by_key(|field| field.key.span);
    for field in flat {
        let name = field.key.text;
        let message = if has(name) {
            format!("`{name}` is ignored here; HubSpot uses the one in `config.support`")
        } else {
            format!("`{name}` is ignored here; HubSpot reads it in `config.support`")
        };
        let diagnostic = cx.at(&RULE, field.key.span, message);
        out.push(if has(name) {
            let diagnostic = diagnostic.help(format!("remove `{name}`"));
            diagnostic.fix(
                format!("remove `{name}`"),
                Safety::Unsafe,
                edit::remove_member(config, field),
            )
        } else {
            let diagnostic = diagnostic.help("move the support properties to `config.support`");
            let edits = moved(config, &movable);
            edits.into_iter().fold(diagnostic, |d, edits| {
                d.fix(
                    "move the support properties to `config.support`",
                    Safety::Safe,
                    edits,
                )
            })
        });
    }
}

/// Moves all properties at once: one edit per property would insert several `support` objects.
fn moved(config: Value<'_>, fields: &[Member<'_>]) -> Option<edit::Edits> {
    let (first, rest) = fields.split_first()?;
    let source = config.syntax().source();
    let text = |field: &Member<'_>| &source[field.value.span().range()];
    let object = |fields: &[Member<'_>]| {
        let members: Vec<String> = fields
            .iter()
            .map(|f| format!("  {}: {}", edit::quote(f.key.text), text(f)))
            .collect();
        format!("{{\n{}\n}}", members.join(",\n"))
    };
    let Some(support) = config.get("support") else {
        let mut edits = edit::remove_members(config, rest);
        edits.extend(edit::rename_key(first.key, "support"));
        edits.extend(edit::replace_value(first.value, &object(fields)));
        return Some(edits);
    };
    if support.kind() != Kind::Object || support.is_incomplete() {
        return None;
    }
    let mut edits = edit::remove_members(config, fields);
    if support.is_empty() {
        edits.extend(edit::replace_value(support, &object(fields)));
        return Some(edits);
    }
    // All are inserted after the last member, at the same position: one edit.
    let inserted: Vec<_> = fields
        .iter()
        .flat_map(|f| edit::insert_member(support, f.key.text, text(f)))
        .collect();
    let span = inserted.first()?.0;
    edits.push((span, inserted.into_iter().map(|(_, new)| new).collect()));
    Some(edits)
}
