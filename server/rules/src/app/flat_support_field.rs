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
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::edit::{self, Edits};
use syntax::{Kind, Member, Value};

rule! {
    file: "flat_support_field.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let mut movable: Vec<Member<'_>> = app
        .flat_support_fields()
        .filter(|field| !is_in_support(app, *field))
        .collect();
    movable.sort_by_key(|field| field.key.span);
    for field in app.flat_support_fields() {
        out.push(if is_in_support(app, field) {
            duplicate(app, cx, field)
        } else {
            ignored(app, cx, field, &movable)
        });
    }
}

fn is_in_support(app: &App<'_>, field: Member<'_>) -> bool {
    app.support()
        .is_some_and(|support| support.member(field.key.text).is_some())
}

/// A field that `support` has too.
fn duplicate(app: &App<'_>, cx: &FileContext<'_>, field: Member<'_>) -> Diagnostic {
    let name = field.key.text;
    let message = format!("`{name}` is ignored here; HubSpot uses the one in `config.support`");
    cx.at(&RULE, field.key.span, message)
        .help(format!("remove `{name}`"))
        .fix(
            format!("remove `{name}`"),
            Safety::Unsafe,
            edit::remove_member(app.config, field),
        )
}

/// A field that `support` lacks; the fix moves all of them.
fn ignored(
    app: &App<'_>,
    cx: &FileContext<'_>,
    field: Member<'_>,
    movable: &[Member<'_>],
) -> Diagnostic {
    let name = field.key.text;
    let message = format!("`{name}` is ignored here; HubSpot reads it in `config.support`");
    let title = "move the support properties to `config.support`";
    let diagnostic = cx.at(&RULE, field.key.span, message).help(title);
    match move_all(app.config, movable) {
        Some(edits) => diagnostic.fix(title, Safety::Safe, edits),
        None => diagnostic,
    }
}

/// Moves all fields at once: one fix per field would insert several `support` objects.
fn move_all(config: Value<'_>, fields: &[Member<'_>]) -> Option<Edits> {
    let (first, rest) = fields.split_first()?;
    let Some(support) = config.get("support") else {
        let mut edits = edit::remove_members(config, rest);
        edits.extend(edit::rename_key(first.key, "support"));
        edits.extend(edit::replace_value(first.value, &object_with(fields)));
        return Some(edits);
    };
    if support.kind() != Kind::Object || support.is_incomplete() {
        return None;
    }
    let mut edits = edit::remove_members(config, fields);
    if support.is_empty() {
        edits.extend(edit::replace_value(support, &object_with(fields)));
        return Some(edits);
    }
    // All are inserted after the last member, at the same position: one edit.
    let inserted: Vec<_> = fields
        .iter()
        .flat_map(|field| edit::insert_member(support, field.key.text, field.value.source()))
        .collect();
    let span = inserted.first()?.0;
    edits.push((span, inserted.into_iter().map(|(_, new)| new).collect()));
    Some(edits)
}

/// A JSON object with copies of these members.
fn object_with(fields: &[Member<'_>]) -> String {
    let members: Vec<String> = fields
        .iter()
        .map(|field| {
            format!(
                "  {}: {}",
                edit::quote(field.key.text),
                field.value.source()
            )
        })
        .collect();
    format!("{{\n{}\n}}", members.join(",\n"))
}
