//! # invalid-proxy-target
//!
//! A value in `proxy` of `local.json` is not an absolute `http` or `https` URL.
//!
//! ## What it does
//!
//! Checks the values of `proxy`; `invalid-proxy-url` checks the keys. The server may run on another
//! computer.
//!
//! ## Why
//!
//! The local development server forwards requests for the key, a public origin, to the value, the
//! URL of a local server. If the value has no scheme or no host, the server logs a message and
//! drops the entry.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": { "https://api.acme.tech": "localhost:8080" } }
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
//! Write the scheme, the host, and the port if there is one: `http://localhost:8080`.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, which parses the value as a URL; the guide
//! (`AGENTS.md`) of <https://github.com/HubSpot/hubspot-project-components>.

use crate::rule;
use url::Url;

use analysis::FileContext;
use analysis::components::LocalSettings;
use analysis::urls::{self, UrlError};
use diagnostics::{Diagnostic, Safety, message};
use project::placeholders;
use syntax::{Value, edit};

rule! {
    file: "invalid_proxy_target.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: LocalSettings(check),
}

fn check(settings: &LocalSettings<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for member in settings.proxies() {
        // `unusable-local-json` reports values that are not strings.
        if let Some(text) = member.value.as_str()
            && placeholders::first(text).is_none()
            && let Some(fault) = fault(text)
        {
            out.push(describe(cx, member.value, text, &fault));
        }
    }
}

/// Why the development server drops a target. Any `http` or `https` URL is valid, also on another computer.
fn fault(text: &str) -> Option<UrlError> {
    if Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
        return None;
    }
    urls::https(text).err()
}

fn describe(cx: &FileContext<'_>, value: Value<'_>, text: &str, fault: &UrlError) -> Diagnostic {
    let problem = match fault {
        UrlError::Empty => "empty URL".to_owned(),
        fault => fault.describe(text),
    };
    let message = format!("{problem}: the development server drops the entry");
    let diagnostic = cx.at(&RULE, value.span(), message);
    let with_scheme = format!("http://{}", text.trim_start_matches('/'));
    let is_without_scheme = matches!(fault, UrlError::Relative)
        && urls::leads_to_local(text)
        && Url::parse(&with_scheme).is_ok();
    if !is_without_scheme {
        return diagnostic.help("write an `http` or `https` URL, such as `http://localhost:8080`");
    }
    let change = format!("change to {}", message::quoted(&with_scheme));
    let edits = edit::replace_value(value, &edit::quote(&with_scheme));
    diagnostic.help(&change).fix(change, Safety::Unsafe, edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn url_with_scheme_and_host_is_a_target() {
        for text in [
            "http://localhost:8080",
            "https://localhost",
            "http://127.0.0.1:3000/api?x=1",
            "http://[::1]:1",
            "HTTP://LOCALHOST:65535/",
            "https://staging.harbor.io",
            "http:localhost:8080",
            " http://localhost:8080 ",
        ] {
            assert!(fault(text).is_none(), "{text}");
        }
        for text in [
            "",
            " ",
            "8080",
            ":8080",
            "localhost",
            "localhost:8080",
            "127.0.0.1:8080",
            "//localhost:8080",
            "/api",
            "not a url",
            "http://",
            "https://:8080",
            "http://localhost:99999",
            "http://localhost:65536",
            "http://local host",
            "ftp://localhost:1",
            "ws://localhost:1",
            "file:///tmp/socket",
            "mailto:x@harbor.io",
        ] {
            assert!(fault(text).is_some(), "{text}");
        }
    }
}
