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
use analysis::{FileContext, urls};
use catalog::FileKind;
use diagnostics::{Diagnostic, Safety, message};
use project::placeholders;
use syntax::edit;

rule! {
    file: "invalid_proxy_url.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let proxy = cx
        .root
        .get("proxy")
        .filter(|_| cx.document.kind == FileKind::Local);
    for member in proxy.into_iter().flat_map(|proxy| proxy.members()) {
        let text = member.key.text;
        if placeholders::first(text).is_some() {
            continue;
        }
        let (message, origin) = match urls::https(text) {
            Ok(url) if url.path() == "/" && url.query().is_none() && url.fragment().is_none() => {
                continue;
            }
            Ok(url) => (
                format!(
                    "{} has more than an origin; the development server compares origins only",
                    urls::shown(text)
                ),
                Some(url.origin().ascii_serialization()),
            ),
            Err(fault) => (
                format!(
                    "{}; requests of UI extensions use `https`",
                    fault.describe(text)
                ),
                None,
            ),
        };
        let found = cx.at(&RULE, member.key.span, message);
        out.push(match origin {
            Some(origin) => found
                .help(format!("change to {}", message::quoted(&origin)))
                .fix(
                    format!("change to {}", message::quoted(&origin)),
                    Safety::Unsafe,
                    edit::rename_key(member.key, &origin),
                ),
            None => found.help("write `https://`, the host, and the port if there is one"),
        });
    }
}
