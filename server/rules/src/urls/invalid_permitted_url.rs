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

rule! {
    file: "invalid_permitted_url.rs",
    severity: Error,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app.permitted_urls() {
        // `localhost-permitted-url` reports URLs of this computer there.
        let is_fetch = list.key.text == "fetch";
        let texts =
            urls::to_check(list.value).filter(|(_, text)| !is_fetch || !urls::leads_to_local(text));
        let faults =
            texts.filter_map(|(value, text)| Some((value, text, urls::https(text).err()?)));
        list_limit::add(
            faults.map(|(value, text, fault)| {
                let what = format!(
                    "`{}` entries must be `https://` origins with an optional path prefix",
                    list.key.text
                );
                let message = format!("{}: {what}", fault.describe(text));
                let is_right = |text: &str| urls::https(text).is_ok();
                urls::suggest(
                    cx.at(&RULE, value.span(), message),
                    (value, text),
                    "write `https://` and the host",
                    is_right,
                )
            }),
            out,
        );
    }
}
