//! # localhost-only-redirects
//!
//! All redirect URLs of a marketplace app are for `localhost` or other development hosts.
//!
//! ## What it does
//!
//! Hosts under `.test` and `.local` count as development hosts, and so do placeholder hosts such as
//! `example.com`.
//!
//! ## Why
//!
//! This is fine during development, but only the developer can complete an installation of the app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "distribution": "marketplace",
//!     "auth": { "redirectUrls": ["http://localhost:3000/oauth-callback"] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "distribution": "marketplace",
//!     "auth": {
//!       "redirectUrls": [
//!         "https://acme.tech/oauth-callback",
//!         "http://localhost:3000/oauth-callback"
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the public URL of the app before others install it. HubSpot's tools use the first URL of the
//! list.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>;
//! which URL is used first: npm `@hubspot/cli` 8.14.0, `lib/app/urls.js`.

use crate::rule;
use url::Url;

use analysis::components::App;
use analysis::{FileContext, placeholders, urls};
use diagnostics::Diagnostic;

rule! {
    file: "localhost_only_redirects.rs",
    severity: Info,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(distribution) = app.distribution_if("marketplace") else {
        return;
    };
    let Some(list) = app.redirect_urls().filter(|list| !list.value.is_empty()) else {
        return;
    };
    if list.value.is_incomplete() {
        return;
    }
    let hosts: Option<Vec<Host>> = list
        .value
        .elements()
        .map(|value| host(value.as_str()?))
        .collect();
    let Some(hosts) = hosts else { return };
    let where_to = if hosts.contains(&Host::Development) {
        "`localhost` or development hosts"
    } else {
        "`localhost`"
    };
    let message = format!(
        "all redirect URLs of this marketplace app use {where_to}: nobody else can install it"
    );
    let diagnostic = cx
        .at(&RULE, list.key.span, message)
        .help("add the public URL before others install the app");
    out.push(diagnostic.related(&cx.document.path, distribution.span(), "marketplace app"));
}

/// Where a redirect URL leads that only a developer can open.
#[derive(PartialEq)]
enum Host {
    Localhost,
    Development,
}

fn host(text: &str) -> Option<Host> {
    match urls::https(text) {
        Ok(url) | Err(urls::UrlError::Http(url)) if urls::is_localhost(&url) => {
            Some(Host::Localhost)
        }
        Ok(url) if is_for_development(&url) => Some(Host::Development),
        _ => None,
    }
}

/// Whether only a developer can open it: the host is private, reserved, or left to be filled in. IP addresses are the matter of
/// `redirect-url-ip-address`.
pub fn is_for_development(url: &Url) -> bool {
    !urls::is_ip(url)
        && (urls::is_private(url) || url.host_str().is_some_and(placeholders::is_host))
}
