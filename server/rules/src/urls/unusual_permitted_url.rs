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
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app.permitted_urls() {
        let found = urls::to_check(list.value).filter_map(|(value, text)| finding(cx, value, text));
        list_limit::add(found, out);
    }
}

fn finding(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Option<Diagnostic> {
    let url = urls::https(text).ok()?;
    let mut oddities = urls::undocumented_parts(text, &url);
    oddities.extend(url.query().map(|_| "a query (`?`)"));
    if oddities.is_empty() {
        return None;
    }
    let (shown, odd) = (urls::shown(text), oddities.join(" and "));
    let message =
        format!("{shown} has {odd}: HubSpot documents origins with an optional path prefix only");
    let diagnostic = cx
        .at(&RULE, value.span(), message)
        .help("write the origin, with a path prefix if needed");
    let replace = |new: &str| edit::replace_value(value, &edit::quote(new));
    if text.trim() != text {
        return Some(diagnostic.fix("trim it", Safety::Safe, replace(text.trim())));
    }
    let without = text.split(['?', '#']).next().filter(|short| *short != text);
    Some(without.into_iter().fold(diagnostic, |d, short| {
        d.fix(
            "remove the query and the fragment",
            Safety::Unsafe,
            replace(short),
        )
    }))
}
