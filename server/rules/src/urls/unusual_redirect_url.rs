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
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = app.redirect_urls() else {
        return;
    };
    let diagnostics =
        urls::to_check(list.value).filter_map(|(value, text)| diagnostic(cx, value, text));
    list_limit::add(diagnostics, out);
}

fn diagnostic(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Option<Diagnostic> {
    let problem = problem(text)?;
    let message = format!("{problem}: HubSpot compares redirect URLs character by character");
    let diagnostic = cx
        .at(&RULE, value.span(), message)
        .help("write the URL exactly as in the install link");
    if placeholders::marker(text).is_some() {
        return Some(diagnostic);
    }
    if text.trim() != text {
        let edits = edit::replace_value(value, &edit::quote(text.trim()));
        return Some(diagnostic.fix("trim it", Safety::Safe, edits));
    }
    let Some((without_fragment, _)) = text.split_once('#') else {
        return Some(diagnostic);
    };
    Some(diagnostic.fix(
        "remove the fragment",
        Safety::Unsafe,
        edit::replace_value(value, &edit::quote(without_fragment)),
    ))
}

/// What is unusual about a valid redirect URL.
fn problem(text: &str) -> Option<String> {
    let url = match urls::https(text) {
        Ok(url) => url,
        Err(urls::UrlError::Http(url)) if urls::is_localhost(&url) => url,
        Err(_) => return None,
    };
    if let Some(piece) = placeholders::marker(text) {
        return Some(UrlPlaceholder::Marker(piece).describe(text));
    }
    let oddities = urls::undocumented_parts(text, &url);
    if oddities.is_empty() {
        return None;
    }
    Some(format!(
        "{} has {}",
        urls::shown(text),
        oddities.join(" and ")
    ))
}
