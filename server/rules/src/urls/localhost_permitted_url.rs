//! # localhost-permitted-url
//!
//! An entry of `permittedUrls.fetch` is a URL of `localhost`.
//!
//! ## What it does
//!
//! Checks the host of every entry of `fetch`; loopback addresses such as `127.0.0.1` count as
//! `localhost`.
//!
//! ## Why
//!
//! `hubspot.fetch` sends requests from HubSpot's servers, where `localhost` is not your computer,
//! and HubSpot does not allow it in the list. During development, a `local.json` next to the app's
//! component file redirects requests to your computer.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["http://localhost:8080"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech"] } } }
//! ```
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": { "https://api.acme.tech": "http://localhost:8080" } }
//! ```
//!
//! ## How to fix
//!
//! Permit the production URL, and add a `local.json` that maps it to the local server.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! guide of the official templates (`AGENTS.md` at
//! <https://github.com/HubSpot/hubspot-project-components>).

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, urls};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "localhost_permitted_url.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = app.permitted("fetch") else {
        return;
    };
    let diagnostics = urls::to_check(list.value)
        .filter(|(_, text)| urls::leads_to_local(text))
        .map(|(value, text)| {
            let message = format!(
                "{} is a local URL; HubSpot's servers cannot reach it",
                urls::shown(text)
            );
            cx.at(&RULE, value.span(), message)
                .help(
                    "permit the public URL, and map it to `localhost` with `proxy` in `local.json`",
                )
                .fix(
                    format!("remove {}", message::quoted(text)),
                    Safety::Unsafe,
                    edit::remove_element(list.value, value),
                )
        });
    list_limit::add(diagnostics, out);
}
