//! # invalid-uid
//!
//! The `uid` of a component is empty, too long, or has a character that HubSpot does not allow.
//!
//! ## What it does
//!
//! A uid has 1 to 64 characters: letters from A to Z, digits, periods, hyphens and underscores.
//! Names of built-in properties of JavaScript objects, such as `constructor`, are reported too,
//! because HubSpot's tools take them for duplicates. A uid with a `${NAME}` placeholder is checked
//! with the variables of each profile.
//!
//! ## Why
//!
//! HubSpot refuses the upload.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "order history" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "order-history" }
//! ```
//!
//! ## How to fix
//!
//! Write a uid such as `order-history`. HubSpot identifies a component by its uid: if it is already
//! deployed, a changed uid most likely creates a new component.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `uid.js` and `transform.js`; verified by running it.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, uids};
use diagnostics::{Diagnostic, Safety, Span};
use syntax::{Value, edit};

rule! {
    file: "invalid_uid.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(uid) = file.uid() else {
        return;
    };
    let Some(text) = uid.as_str() else { return };
    let Some(message) = uids::problem(text) else {
        return;
    };
    let diagnostic = cx
        .at(&RULE, invalid_span(uid, text), message)
        .help("use 1 to 64 letters (A to Z), digits, periods, hyphens and underscores");
    out.push(match sanitized(cx, text).or_else(|| uids::free(cx)) {
        Some(valid) => diagnostic.fix(
            format!("change to `{valid}`"),
            Safety::Unsafe,
            edit::replace_value(uid, &edit::quote(&valid)),
        ),
        None => diagnostic,
    });
}

/// The uid without invalid characters, if that is valid and unused.
fn sanitized(cx: &FileContext<'_>, uid: &str) -> Option<String> {
    let sanitized = uids::sanitized(uid);
    if uids::problem(&sanitized).is_some()
        || sanitized == uid
        || cx.project.uids.contains(&sanitized)
    {
        return None;
    }
    Some(sanitized)
}

/// The invalid character if there is only one and the string has no escapes, else the whole string.
fn invalid_span(uid: Value<'_>, text: &str) -> Span {
    let inside = uid.span().inside();
    let mut invalid = text
        .char_indices()
        .filter(|&(_, character)| !uids::allows(character));
    match (invalid.next(), invalid.next()) {
        (Some((at, character)), None)
            if uid.syntax().source().get(inside.range()) == Some(text) =>
        {
            let start = inside.start as usize + at;
            Span::new(start, start + character.len_utf8())
        }
        _ => uid.span(),
    }
}
