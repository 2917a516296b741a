//! # invalid-redirect-url
//!
//! A redirect URL is neither an absolute `https` URL nor an `http://localhost` URL.
//!
//! ## What it does
//!
//! Checks every entry of `config.auth.redirectUrls`. IP addresses with `https` are reported by
//! `redirect-url-ip-address`.
//!
//! ## Why
//!
//! HubSpot requires `https` with a domain name. The only exception is `http://localhost`, with any
//! port and path, for development; IP addresses such as `http://127.0.0.1` are not accepted.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "redirectUrls": ["http://acme.tech/oauth-callback"] } } }
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
//! Write the whole URL with `https://`, or `http://localhost` during development.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth>
//! and <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, urls};
use diagnostics::Diagnostic;
use syntax::Value;
use urls::UrlError;

rule! {
    file: "invalid_redirect_url.rs",
    severity: Error,
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
    let fault = fault(text)?;
    let reason = match &fault {
        UrlError::Http(url) if urls::is_ip(url) => {
            "HubSpot accepts no IP addresses, and `http` only for `localhost`"
        }
        UrlError::Http(_) => "HubSpot accepts `http` only for `localhost`",
        _ => "redirect URLs must be `https://` with a host, or `http://localhost`",
    };
    let message = format!("{}: {reason}", fault.describe(text));
    Some(urls::suggest(
        cx.at(&RULE, value.span(), message),
        (value, text),
        "write the full URL with `https://`",
        is_good_suggestion,
    ))
}

/// What is wrong with a redirect URL.
fn fault(text: &str) -> Option<UrlError> {
    match urls::https(text) {
        Ok(_) => None,
        Err(UrlError::Http(url)) if urls::is_localhost(&url) => None,
        Err(fault) => Some(fault),
    }
}

/// An IP address is not suggested, even where it is not an error.
fn is_good_suggestion(text: &str) -> bool {
    match urls::https(text) {
        Ok(url) => !urls::is_ip(&url),
        Err(_) => fault(text).is_none(),
    }
}
