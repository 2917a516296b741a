//! # unusual-redirect-url
//!
//! A redirect URL has a wildcard, a fragment, a user name or surrounding whitespace, or something
//! left to fill in.
//!
//! ## What it does
//!
//! Checks each `https` URL and each `http` URL of `localhost` in `redirectUrls`.
//!
//! ## Why
//!
//! HubSpot compares the `redirect_uri` of an install URL with the redirect URLs character by
//! character. A wildcard matches only itself, whitespace and fragments are lost in the request, and
//! a password in a configuration file is no longer secret.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "redirectUrls": ["https://*.acme.tech/oauth-callback"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "redirectUrls": ["https://acme.tech/oauth-callback"] } } }
//! ```
//!
//! ## How to fix
//!
//! Write each URL in full, exactly as in the install URL.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth>:
//! the redirect URI must match. The effect of wildcards and fragments is not documented.

use crate::rule;
use analysis::components::App;
use analysis::placeholders::{self, UrlPlaceholder};
use analysis::{FileContext, list_limit, urls};
use diagnostics::{Diagnostic, Safety};
use syntax::{Value, edit};

rule! {
    file: "unusual_redirect_url.rs",
    severity: Warning,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = app.redirect_urls() else {
        return;
    };
    let found = urls::to_check(list.value).filter_map(|(value, text)| finding(cx, value, text));
    list_limit::add(found, out);
}

fn finding(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Option<Diagnostic> {
    let url = match urls::https(text) {
        Ok(url) => url,
        Err(urls::UrlError::Http(url)) if urls::is_localhost(&url) => url,
        Err(_) => return None,
    };
    if let Some(piece) = placeholders::marker(text) {
        let left = UrlPlaceholder::Marker(piece).describe(text);
        let message = format!("{left}: HubSpot compares redirect URLs character by character");
        return Some(
            cx.at(&RULE, value.span(), message)
                .help("write the URL exactly as in the install link"),
        );
    }
    let oddities = urls::undocumented_parts(text, &url);
    if oddities.is_empty() {
        return None;
    }
    let (shown, odd) = (urls::shown(text), oddities.join(" and "));
    let message =
        format!("{shown} has {odd}: HubSpot compares redirect URLs character by character");
    let diagnostic = cx
        .at(&RULE, value.span(), message)
        .help("write the URL exactly as in the install link");
    if text.trim() != text {
        let edits = edit::replace_value(value, &edit::quote(text.trim()));
        return Some(diagnostic.fix("trim it", Safety::Safe, edits));
    }
    let without = text
        .split_once('#')
        .map(|(before, _)| edit::replace_value(value, &edit::quote(before)));
    Some(without.into_iter().fold(diagnostic, |d, edits| {
        d.fix("remove the fragment", Safety::Unsafe, edits)
    }))
}
