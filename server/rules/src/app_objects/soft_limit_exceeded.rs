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
use schema::Annotation;

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
        let limit = |keyword: &str| visit.keyword(keyword)?.as_u64().map(|limit| limit as usize);
        let text = visit
            .value
            .as_str()
            .zip(limit("x-maxLengthHint"))
            .map(|(text, limit)| (text.chars().count(), limit, "character"));
        let list =
            limit("x-maxItemsHint").map(|limit| (visit.value.elements().count(), limit, "entry"));
        let beyond = text.or(list).filter(|(number, limit, _)| number > limit);
        let (Some((number, limit, unit)), Some((_, member))) = (beyond, visit.member) else {
            return;
        };
        let number = if unit == "entry" {
            format!("{number} entries")
        } else {
            message::count(number, unit)
        };
        let message = format!(
            "{} has {number}; HubSpot recommends at most {limit}",
            message::quoted(member.key.text)
        );
        out.push(cx.at(&RULE, visit.value.span(), message).help("shorten it"));
    });
}
