//! # invalid-permitted-url
//!
//! An entry of `permittedUrls` is not an absolute `https` URL.
//!
//! ## What it does
//!
//! Checks the lists `fetch`, `iframe` and `img`. A `localhost` URL in `fetch` is reported by
//! `localhost-permitted-url`.
//!
//! ## Why
//!
//! HubSpot permits origins (`https://` and a host) with an optional path prefix. Paths without a
//! host, hosts without a scheme, and other schemes permit nothing.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["api.acme.tech"] } } }
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
//! ## How to fix
//!
//! Write the URL with `https://` and the host.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! guide of the official templates (`AGENTS.md` at
//! <https://github.com/HubSpot/hubspot-project-components>).

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, urls};
use diagnostics::Diagnostic;
use syntax::{Member, Value};

rule! {
    file: "invalid_permitted_url.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app.permitted_urls() {
        let diagnostics = urls::to_check(list.value)
            .filter_map(|(value, text)| diagnostic(cx, list, value, text));
        list_limit::add(diagnostics, out);
    }
}

fn diagnostic(
    cx: &FileContext<'_>,
    list: Member<'_>,
    value: Value<'_>,
    text: &str,
) -> Option<Diagnostic> {
    let name = list.key.text;
    // `localhost-permitted-url` reports local URLs in `fetch`.
    if name == "fetch" && urls::leads_to_local(text) {
        return None;
    }
    let fault = urls::https(text).err()?;
    let message = format!(
        "{}: `{name}` entries must be `https://` origins with an optional path prefix",
        fault.describe(text)
    );
    Some(urls::suggest(
        cx.at(&RULE, value.span(), message),
        (value, text),
        "write `https://` and the host",
        |text| urls::https(text).is_ok(),
    ))
}
