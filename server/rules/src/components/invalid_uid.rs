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
use analysis::{FileContext, uids};
use diagnostics::{Diagnostic, Safety, Span};
use syntax::{Value, edit};

rule! {
    file: "invalid_uid.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(uid) = cx.root.get("uid").filter(|_| cx.is_component()) else {
        return;
    };
    let Some(text) = uid.as_str() else { return };
    let Some(message) = uids::problem(text) else {
        return;
    };
    let is_better = |name: &String| {
        uids::problem(name).is_none() && name != text && !cx.project.uids.contains(name)
    };
    let better = Some(uids::sanitized(text))
        .filter(is_better)
        .or_else(|| uids::free(cx));
    let diagnostic = cx.at(&RULE, place(uid, text), message);
    let diagnostic =
        diagnostic.help("use 1 to 64 letters (A to Z), digits, periods, hyphens and underscores");
    out.push(match better {
        Some(better) => diagnostic.fix(
            format!("change to `{better}`"),
            Safety::Unsafe,
            edit::replace_value(uid, &edit::quote(&better)),
        ),
        None => diagnostic,
    });
}

/// The invalid character if there is only one and the string has no escapes, else the whole string.
fn place(uid: Value<'_>, text: &str) -> Span {
    let inside = uid.span().inside();
    let mut wrong = text
        .char_indices()
        .filter(|&(_, character)| !uids::allows(character));
    match (wrong.next(), wrong.next()) {
        (Some((at, character)), None)
            if uid.syntax().source().get(inside.range()) == Some(text) =>
        {
            let start = inside.start as usize + at;
            Span::new(start, start + character.len_utf8())
        }
        _ => uid.span(),
    }
}
