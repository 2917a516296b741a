//! # unpermitted-proxy
//!
//! `proxy` in `local.json` names an address that the app does not permit.
//!
//! ## Why it is wrong
//!
//! A UI extension may send requests to the addresses in `permittedUrls.fetch` of the app only, on the local development server
//! too. What stands in `proxy` beyond them is never asked for.
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json    … "permittedUrls": { "fetch": ["https://api.harbor.io"], … } …
//! src/app/local.json         { "proxy": { "https://api.harbour.io": "http://localhost:8080" } }
//! ```
//!
//! ## How to fix
//!
//! Add the address to `permittedUrls.fetch`, or correct it.
//!
//! ## Source
//!
//! The guide (`AGENTS.md`) of <https://github.com/HubSpot/hubspot-project-components>: `proxy` in local.json beside the app's
//! component file.

use crate::analysis::urls;
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Safety, Severity, message, suggest};
use project::index::Index;
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unpermitted-proxy",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://github.com/HubSpot/hubspot-project-components",
    file: include_str!("unpermitted_proxy.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some((path, local)) = index.local else {
        return;
    };
    let Some((app, permitted)) = index
        .app()
        .and_then(|app| Some((app, app.facts.permitted_urls.as_ref()?)))
    else {
        return;
    };
    let origins: Vec<String> = permitted
        .urls
        .iter()
        .filter_map(|text| origin(text))
        .collect();
    for proxy in &local.proxies {
        // What is no address is a mistake of its own.
        let Some(own) = origin(&proxy.text).filter(|own| !origins.contains(own)) else {
            continue;
        };
        let message = format!(
            "the app does not permit requests to {}",
            message::quoted(&own)
        );
        let found = RULE.at(path, proxy.span, message);
        let found = match suggest::nearest(&own, origins.iter().map(String::as_str)) {
            Some(near) => found
                .help(format!("did you mean {}?", message::quoted(near)))
                .fix(
                    format!("change to {}", message::quoted(near)),
                    Safety::Unsafe,
                    [(proxy.span, edit::quote(near))],
                ),
            None => found.help("add it to `permittedUrls.fetch` of the app, or remove it here"),
        };
        out.push(found.related(app.path, permitted.span, "these are permitted"));
    }
}

fn origin(text: &str) -> Option<String> {
    urls::https(text)
        .ok()
        .map(|url| url.origin().ascii_serialization())
}
