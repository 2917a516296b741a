//! # unusual-permitted-url
//!
//! An entry of `permittedUrls` has a wildcard, a query, a fragment, a user name or surrounding
//! whitespace.
//!
//! ## What it does
//!
//! Checks each `https` URL in `fetch`, `iframe` and `img`.
//!
//! ## Why
//!
//! HubSpot documents an origin with an optional path prefix, and nothing else. Most likely, such an
//! entry matches no URL.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://*.acme.tech"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Write each origin in full, without a query and a fragment.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! effect of wildcards, queries and fragments is not documented.

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, urls};
use diagnostics::{Diagnostic, Safety};
use syntax::{Value, edit};

rule! {
    file: "unusual_permitted_url.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app.permitted_urls() {
        let diagnostics =
            urls::to_check(list.value).filter_map(|(value, text)| diagnostic(cx, value, text));
        list_limit::add(diagnostics, out);
    }
}

fn diagnostic(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Option<Diagnostic> {
    let url = urls::https(text).ok()?;
    let mut oddities = urls::undocumented_parts(text, &url);
    if url.query().is_some() {
        oddities.push("a query (`?`)");
    }
    if oddities.is_empty() {
        return None;
    }
    let message = format!(
        "{} has {}: HubSpot documents origins with an optional path prefix only",
        urls::shown(text),
        oddities.join(" and ")
    );
    let diagnostic = cx
        .at(&RULE, value.span(), message)
        .help("write the origin, with a path prefix if needed");
    if text.trim() != text {
        let edits = edit::replace_value(value, &edit::quote(text.trim()));
        return Some(diagnostic.fix("trim it", Safety::Safe, edits));
    }
    let Some((origin, _)) = text.split_once(['?', '#']) else {
        return Some(diagnostic);
    };
    Some(diagnostic.fix(
        "remove the query and the fragment",
        Safety::Unsafe,
        edit::replace_value(value, &edit::quote(origin)),
    ))
}
