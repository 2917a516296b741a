//! # removed-permitted-url
//!
//! The app no longer permits a URL.
//!
//! ## What it does
//!
//! Compares the lists of `config.permittedUrls` of the app with those at the git ref. URLs that
//! code of the project still uses are reported by `unpermitted-fetch` and others.
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
            for url in app.removed_strings(&path) {
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
