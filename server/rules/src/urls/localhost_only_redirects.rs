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
    let Some(list) = app.redirect_urls() else {
        return;
    };
    if list.value.is_empty() || list.value.is_incomplete() {
        return;
    }
    let Some(hosts) = list
        .value
        .elements()
        .map(|value| DeveloperHost::of(value.as_str()?))
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let hosts = if hosts.contains(&DeveloperHost::Development) {
        "`localhost` or development hosts"
    } else {
        "`localhost`"
    };
    let message = format!(
        "all redirect URLs of this marketplace app use {hosts}: nobody else can install it"
    );
    out.push(
        cx.at(&RULE, list.key.span, message)
            .help("add the public URL before others install the app")
            .related(&cx.document.path, distribution.span(), "marketplace app"),
    );
}

/// The host of a redirect URL that only a developer can open.
#[derive(PartialEq)]
enum DeveloperHost {
    Localhost,
    Development,
}

impl DeveloperHost {
    fn of(url: &str) -> Option<DeveloperHost> {
        match urls::https(url) {
            Ok(url) | Err(urls::UrlError::Http(url)) if urls::is_localhost(&url) => {
                Some(DeveloperHost::Localhost)
            }
            Ok(url) if is_for_development(&url) => Some(DeveloperHost::Development),
            _ => None,
        }
    }
}

/// Whether only a developer can open it: the host is private, reserved, or a placeholder. `redirect-url-ip-address` reports
/// IP addresses.
pub fn is_for_development(url: &Url) -> bool {
    !urls::is_ip(url)
        && (urls::is_private(url) || url.host_str().is_some_and(placeholders::is_host))
}
