//! # invalid-proxy-url
//!
//! A key in `proxy` of `local.json` is not an `https` origin.
//!
//! ## What it does
//!
//! Checks the keys of `proxy`; `invalid-proxy-target` checks the values.
//!
//! ## Why
//!
//! The local development server compares scheme, host and port of a request with the keys of
//! `proxy`. Requests of UI extensions use `https`, and paths are not compared, so any other key
//! never matches.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": { "https://api.acme.tech/v2": "http://localhost:8080" } }
//! ```
//!
//! Good:
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": { "https://api.acme.tech": "http://localhost:8080" } }
//! ```
//!
//! ## How to fix
//!
//! Write `https://`, the host, and the port if there is one.
//!
//! ## Source
//!
//! The guide (`AGENTS.md`) of <https://github.com/HubSpot/hubspot-project-components>: `proxy` in
//! `local.json` next to the app's component file.

use crate::rule;
use analysis::components::LocalSettings;
use analysis::{FileContext, urls};
use diagnostics::{Diagnostic, Safety, message};
use project::placeholders;
use syntax::{Key, edit};

rule! {
    file: "invalid_proxy_url.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: LocalSettings(check),
}

fn check(settings: &LocalSettings<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for member in settings.proxies() {
        if placeholders::first(member.key.text).is_none() {
            out.extend(describe(cx, member.key));
        }
    }
}

/// The diagnostic of a URL that is not an origin.
fn describe(cx: &FileContext<'_>, key: Key<'_>) -> Option<Diagnostic> {
    let url = match urls::https(key.text) {
        Ok(url) => url,
        Err(fault) => {
            let message = format!(
                "{}; requests of UI extensions use `https`",
                fault.describe(key.text)
            );
            let help = "write `https://`, the host, and the port if there is one";
            return Some(cx.at(&RULE, key.span, message).help(help));
        }
    };
    if url.path() == "/" && url.query().is_none() && url.fragment().is_none() {
        return None;
    }
    let message = format!(
        "{} has more than an origin; the development server compares origins only",
        urls::shown(key.text)
    );
    let origin = url.origin().ascii_serialization();
    let change = format!("change to {}", message::quoted(&origin));
    let diagnostic = cx.at(&RULE, key.span, message).help(&change);
    Some(diagnostic.fix(change, Safety::Unsafe, edit::rename_key(key, &origin)))
}
