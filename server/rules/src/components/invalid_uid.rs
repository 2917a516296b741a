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

use crate::analysis::uids;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Safety, Severity, Span, message};
use syntax::{Value, edit};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "invalid-uid",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("invalid_uid.rs"),
    check: Check::Document(check),
};

/// What JavaScript finds in every object.
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(uid) = cx.root.get("uid").filter(|_| cx.is_component()) else {
        return;
    };
    let Some(text) = uid.as_str() else { return };
    let Some(message) = mistake(text) else { return };
    let is_better =
        |name: &String| mistake(name).is_none() && name != text && !cx.around.uids.contains(name);
    let better = Some(uids::sanitised(text))
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

/// What is wrong with a text as a uid, in words for a person.
pub fn mistake(text: &str) -> Option<String> {
    let shown = || message::quoted(text);
    let length = text.encode_utf16().count();
    let too_long = length > uids::LONGEST;
    if text.is_empty() {
        return Some("the uid is empty".to_owned());
    }
    if INHERITED.contains(&text) {
        let shown = shown();
        return Some(format!(
            "the uid {shown} is a name of JavaScript's own, which HubSpot's tools take for a duplicate"
        ));
    }
    match text.chars().find(|&character| !uids::allows(character)) {
        Some(' ') => Some(format!(
            "the uid {} has a blank in it, which HubSpot does not allow",
            shown()
        )),
        Some(wrong) => {
            let wrong = message::quoted(wrong.encode_utf8(&mut [0; 4]));
            Some(format!(
                "the uid {} has the character {wrong}, which HubSpot does not allow",
                shown()
            ))
        }
        None => too_long.then(|| {
            format!(
                "the uid has {length} characters; HubSpot allows at most {}",
                uids::LONGEST
            )
        }),
    }
}

/// The wrong character where there is one only and it stands in the file as it is, else the whole text.
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
