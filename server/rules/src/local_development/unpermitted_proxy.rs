//! # unpermitted-proxy
//!
//! `proxy` in `local.json` contains a URL that the app does not permit.
//!
//! ## What it does
//!
//! Compares the origins in `proxy` with those in `permittedUrls.fetch` of the app.
//!
//! ## Why
//!
//! A UI extension may fetch only URLs in `permittedUrls.fetch`, on the local development server
//! too. A proxy for any other URL is never used.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": { "https://orders.acme.tech": "http://localhost:8080" } }
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
//! Add the URL to `permittedUrls.fetch`, or correct it.
//!
//! ## Source
//!
//! The guide (`AGENTS.md`) of <https://github.com/HubSpot/hubspot-project-components>: `proxy` in
//! `local.json` next to the component file of the app.

use crate::rule;
use analysis::urls;
use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::Spanned;
use project::index::Index;
use syntax::edit;

rule! {
    file: "unpermitted_proxy.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some((path, local)) = index.local else {
        return;
    };
    let Some(app) = index.app() else {
        return;
    };
    let Some(permitted) = app.facts.permitted.fetch.known() else {
        return;
    };
    let permitted_origins: Vec<String> = permitted
        .entries
        .iter()
        .filter_map(|entry| origin(&entry.text))
        .collect();
    for proxy in &local.proxies {
        // `invalid-proxy-url` reports URLs without an origin.
        if let Some(origin) = origin(&proxy.text)
            && !permitted_origins.contains(&origin)
        {
            let diagnostic = describe(path, proxy, &origin, &permitted_origins);
            out.push(diagnostic.related(app.path, permitted.span, "permitted URLs"));
        }
    }
}

fn describe(path: &RelPath, proxy: &Spanned, origin: &str, permitted: &[String]) -> Diagnostic {
    let message = format!(
        "{} is not a permitted URL of the app",
        message::quoted(origin)
    );
    let diagnostic = RULE.at(path, proxy.span, message);
    let Some(near) = suggest::nearest(origin, permitted.iter().map(String::as_str)) else {
        return diagnostic.help("add it to `permittedUrls.fetch` of the app, or remove it");
    };
    diagnostic
        .help(format!("did you mean {}?", message::quoted(near)))
        .fix(
            format!("change to {}", message::quoted(near)),
            Safety::Unsafe,
            [(proxy.span, edit::quote(near))],
        )
}

fn origin(text: &str) -> Option<String> {
    let url = urls::https(text).ok()?;
    Some(url.origin().ascii_serialization())
}
