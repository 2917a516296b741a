//! # soft-limit-exceeded
//!
//! A text or list of an app object is longer than HubSpot recommends.
//!
//! ## Why it is wrong
//!
//! A guide by HubSpot gives limits for the names of an object and for its secondary labels. Whether they hold
//! everywhere is unclear: current templates break some.
//!
//! ## Example
//!
//! ```json
//! "secondaryDisplayLabelPropertyNames": ["boat_class", "home_port", "length"]
//! ```
//!
//! ## How to fix
//!
//! Shorten it, where the whole is not needed.
//!
//! ## Source
//!
//! A guide by HubSpot to app objects;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};
use schema::Annotation;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "soft-limit-exceeded",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference",
    file: include_str!("soft_limit_exceeded.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(schema) = cx.config_of("app-object").and(schema::schema("app-object")) else {
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
