//! # soft-limit-exceeded
//!
//! A name of an app object, or its list of secondary display labels, is longer than HubSpot
//! recommends.
//!
//! ## What it does
//!
//! Checks the length of `singularForm` and `pluralForm` (50 characters), and the number of
//! `secondaryDisplayLabelPropertyNames` (2).
//!
//! ## Why
//!
//! A guide by HubSpot recommends these limits. Whether HubSpot enforces them is not documented;
//! some official templates exceed them.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "secondaryDisplayLabelPropertyNames": ["order_number", "hs_object_id", "hs_createdate"]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "secondaryDisplayLabelPropertyNames": ["order_number", "hs_object_id"] } }
//! ```
//!
//! ## How to fix
//!
//! Shorten the string or list.
//!
//! ## Source
//!
//! A guide by HubSpot to app objects;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::FileContext;
use analysis::components::AppObject;
use diagnostics::{Diagnostic, message};
use schema::{Annotation, Visit};

rule! {
    file: "soft_limit_exceeded.rs",
    severity: Info,
    since: "0.1.0",
    check: AppObject(check),
}

fn check(_object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(schema) = schema::schema("app-object") else {
        return;
    };
    schema::walk_annotated(Annotation::SoftLimit, schema, cx.root, &mut |visit| {
        out.extend(diagnostic(cx, visit));
    });
}

fn diagnostic(cx: &FileContext<'_>, visit: &Visit<'_>) -> Option<Diagnostic> {
    let (size, limit) = characters_beyond(visit).or_else(|| entries_beyond(visit))?;
    let (_, member) = visit.member()?;
    let message = format!(
        "{} has {size}; HubSpot recommends at most {limit}",
        message::quoted(member.key.text)
    );
    Some(cx.at(&RULE, visit.value.span(), message).help("shorten it"))
}

/// The length of a string that is too long, with the limit.
fn characters_beyond(visit: &Visit<'_>) -> Option<(String, usize)> {
    let limit = limit(visit, "x-maxLengthHint")?;
    let length = visit.value.as_str()?.chars().count();
    if length <= limit {
        return None;
    }
    Some((message::count(length, "character"), limit))
}

/// The length of a list that is too long, with the limit.
fn entries_beyond(visit: &Visit<'_>) -> Option<(String, usize)> {
    let limit = limit(visit, "x-maxItemsHint")?;
    let length = visit.value.elements().count();
    if length <= limit {
        return None;
    }
    Some((format!("{length} entries"), limit))
}

fn limit(visit: &Visit<'_>, keyword: &str) -> Option<usize> {
    Some(visit.fact(keyword)?.as_u64()? as usize)
}
