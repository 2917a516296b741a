//! # placeholder-permitted-url
//!
//! An entry of `permittedUrls` has something in it that is left to be filled in.
//!
//! ## Why it is wrong
//!
//! HubSpot accepts the entry. The app cannot reach your service at `example.com`, below `.example` or `.test`, or at
//! `your-company.com`; the host that it does need may be missing.
//!
//! ## Example
//!
//! ```json
//! "permittedUrls": { "fetch": ["https://api.example.com"], "iframe": [], "img": [] }
//! ```
//!
//! ## How to fix
//!
//! Write the address of your own service, or remove the entry.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>. Reserved hosts: RFC 2606 and
//! RFC 6761.

use crate::rule;
use analysis::{FileContext, app_config, placeholders, urls};
use diagnostics::Diagnostic;
use syntax::Value;

rule! {
    file: "placeholder_permitted_url.rs",
    severity: Info,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app_config::permitted_lists(cx.config_of("app")) {
        let found =
            app_config::texts(list.value).filter_map(|(value, text)| problem(cx, value, text));
        app_config::add(found, out);
    }
}

/// What is wrong with an entry that HubSpot accepts.
fn problem(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Option<Diagnostic> {
    let left = placeholders::left_in(text)?;
    let url = urls::https(text).ok()?;
    if urls::is_localhost(&url) {
        return None;
    }
    let message = format!(
        "{}; HubSpot permits requests to it, not to your service",
        left.describe(text)
    );
    Some(
        cx.at(&RULE, value.span(), message)
            .help("write the address of your own service, or remove the entry"),
    )
}
