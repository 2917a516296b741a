//! # removed-permitted-url
//!
//! The app no longer permits a URL.
//!
//! ## What it does
//!
//! Compares the lists of `config.permittedUrls` of the app with those at the git ref. A URL below one
//! that is still permitted is not reported, nor is a trailing slash that is gone, nor a URL of
//! `localhost`, of a private network or of a template. URLs that code of the project still uses are
//! reported by `unpermitted-fetch` and others.
//!
//! ## Why
//!
//! Requests of UI extensions to the URL fail for all users from the deploy on.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech", "https://maps.acme.tech"] } } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech", "https://maps.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Make sure that no deployed code uses it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data>.

use super::hosts;
use crate::rule;
use analysis::changes::Changes;
use analysis::urls;
use diagnostics::Diagnostic;

rule! {
    file: "removed_permitted_url.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for app in changes.pairs_of("app") {
        for list in ["fetch", "iframe", "img"] {
            let path = ["permittedUrls", list];
            let now = app.after.strings(&path).unwrap_or_default();
            for url in app.removed_strings(&path) {
                let is_permitted = now.iter().any(|(_, permitted)| is_within(url, permitted));
                if is_permitted || !hosts::is_public(url) {
                    continue;
                }
                let message = format!(
                    "{} was in `permittedUrls.{list}`: UI extensions that use it fail for all users",
                    urls::shown(url)
                );
                out.push(
                    app.at(&RULE, app.nearest(&path), message)
                        .help("make sure that no deployed code uses it"),
                );
            }
        }
    }
}

/// Whether a URL is another one, or below it.
fn is_within(url: &str, permitted: &str) -> bool {
    let rest = url.strip_prefix(permitted.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
