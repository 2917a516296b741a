//! # invalid-permitted-url
//!
//! An entry of `permittedUrls` is not an absolute `https` URL.
//!
//! ## Why it is wrong
//!
//! HubSpot permits addresses that consist of `https://`, a host and, if wanted, the beginning of a path. Paths alone,
//! hosts alone and other schemes permit nothing.
//!
//! ## Example
//!
//! ```json
//! "permittedUrls": { "fetch": ["api.orders.tech", "http://orders.tech"], "iframe": [], "img": ["/logo.png"] }
//! ```
//!
//! ## How to fix
//!
//! Write the address with `https://` and the host.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the official templates'
//! guide (`AGENTS.md` at <https://github.com/HubSpot/hubspot-project-components>).

use crate::rule;
use analysis::{FileContext, app_config, urls};
use diagnostics::Diagnostic;

rule! {
    file: "invalid_permitted_url.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app_config::permitted_lists(cx.config_of("app")) {
        // What leads to this computer is reported by `localhost-permitted-url` there.
        let is_fetch = list.key.text == app_config::PERMITTED_LISTS[0];
        let texts =
            urls::of(list.value).filter(|(_, text)| !is_fetch || !urls::leads_to_local(text));
        let faults =
            texts.filter_map(|(value, text)| Some((value, text, urls::https(text).err()?)));
        app_config::add(
            faults.map(|(value, text, fault)| {
                let what = format!(
                    "an entry of `{}` is `https://` with a host, and the beginning of a path if wanted",
                    list.key.text
                );
                let message = format!("{}: {what}", fault.describe(text));
                let is_right = |text: &str| urls::https(text).is_ok();
                urls::mend(
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
