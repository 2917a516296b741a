//! # localhost-only-redirects
//!
//! All redirect URLs of a marketplace app lead to `localhost`.
//!
//! ## Why it is wrong
//!
//! That is fine during development. Nobody but the developer can finish an install of the app with it.
//!
//! ## Example
//!
//! ```json
//! "distribution": "marketplace",
//! "auth": { "type": "oauth", "redirectUrls": ["http://localhost:3000/oauth-callback"] }
//! ```
//!
//! ## How to fix
//!
//! Add the public address of the app before others install it. The first URL of the list is the one that HubSpot's tools
//! use.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; which URL is used first:
//! npm `@hubspot/cli` 8.14.0, `lib/app/urls.js`.

use super::{Check, DocumentCx, Rule, app_config, urls};
use crate::diagnostic::{Diagnostic, Severity};

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "localhost-only-redirects",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("localhost_only_redirects.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = cx.config_of("app") else { return };
    let Some(distribution) = app_config::word(config, "distribution", "marketplace") else { return };
    let Some(list) = app_config::redirect_urls(cx).filter(|list| !list.value.is_empty()) else { return };
    let is_localhost = |text: &str| match urls::https(text) {
        Ok(url) | Err(urls::Fault::Http(url)) => urls::is_localhost(&url),
        Err(_) => false,
    };
    if list.value.is_incomplete() || !list.value.elements().all(|value| value.as_str().is_some_and(is_localhost)) {
        return;
    }
    let message = "all redirect URLs of this marketplace app lead to `localhost`: nobody else can install it";
    let diagnostic = cx.at(&RULE, list.key.span, message).help("add the public address before others install the app");
    out.push(diagnostic.related(&cx.document.path, distribution.span(), "it is for the marketplace"));
}
