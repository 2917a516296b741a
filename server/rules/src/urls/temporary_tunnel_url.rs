//! # temporary-tunnel-url
//!
//! The URL of webhooks, a workflow action or an option list, or the only redirect URL, is a
//! temporary tunnel to a developer's computer.
//!
//! ## What it does
//!
//! Reports hosts of tunnel services such as `ngrok-free.app` and `trycloudflare.com`. Redirect URLs
//! are reported if all of them are tunnels, or tunnels and local URLs. A URL that comes from a
//! variable of a profile is not reported.
//!
//! ## Why
//!
//! The URL works only while the tunnel is open, and most tunnels get another URL the next time.
//! Without the tunnel, webhook events are lost, workflow actions fail and users cannot install the
//! app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://0123456789ab.ngrok-free.app/webhooks" } } }
//! ```
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://api.acme.tech/webhooks" } } }
//! ```
//!
//! ## How to fix
//!
//! Write the URL of a permanent server. During development, a variable of a profile can contain the
//! URL of the tunnel.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>:
//! the URL must be publicly reachable. The list contains the tunnel services that public projects
//! use.

use crate::rule;
use url::Url;

use crate::urls::localhost_only_redirects::is_for_development;
use analysis::components::App;
use analysis::{FileContext, called_urls, placeholders, urls};
use diagnostics::Diagnostic;
use syntax::Value;

rule! {
    file: "temporary_tunnel_url.rs",
    severity: Info,
    since: "0.1.0",
    check: File(check), App(redirects),
}

/// Hosts below which tunnels get names of their own.
const TUNNELS: [&str; 22] = [
    "app.github.dev",
    "devtunnels.ms",
    "instatunnel.my",
    "lhr.life",
    "loca.lt",
    "localhost.run",
    "localtunnel.me",
    "loclx.io",
    "ngrok-free.app",
    "ngrok-free.dev",
    "ngrok.app",
    "ngrok.dev",
    "ngrok.io",
    "pagekite.me",
    "pinggy.link",
    "pinggy.net",
    "serveo.net",
    "serveousercontent.com",
    "share.zrok.io",
    "sharedwithexpose.com",
    "trycloudflare.com",
    "tunnelmole.net",
];

/// Hosts that pass requests on by their paths.
const RELAYS: [&str; 2] = ["smee.io", "www.smee.io"];

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for called in called_urls::of(cx)
        .into_iter()
        .filter(|called| is_tunnel(&called.url) && !is_from_profile(called.value))
    {
        if placeholders::in_url(called.text).is_some() {
            continue;
        }
        let shown = urls::shown(called.text);
        let message =
            format!("{shown} is a temporary tunnel: HubSpot's requests fail once it is closed");
        out.push(cx.at(&RULE, called.value.span(), message).help(HELP));
    }
}

const HELP: &str =
    "write the URL of a permanent server, or set the URL of the tunnel in a profile variable";

/// The list of redirect URLs, where nothing else is in it than tunnels; an app for the marketplace may have local ones beside.
fn redirects(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = app
        .redirect_urls()
        .filter(|list| !list.value.is_incomplete())
    else {
        return;
    };
    let is_listed = app.distribution_if("marketplace").is_some();
    let mut tunnels = 0;
    for value in list.value.elements() {
        let Some(text) = value.as_str() else { return };
        if is_from_profile(value) {
            return;
        }
        let url = match urls::https(text) {
            Ok(url) => url,
            Err(urls::UrlError::Http(url)) if urls::is_localhost(&url) => url,
            Err(_) => return,
        };
        let is_local = is_for_development(&url);
        if is_tunnel(&url) && !is_local {
            tunnels += 1;
        } else if !is_listed || !is_local {
            return;
        }
    }
    if tunnels > 0 {
        let what = match list.value.len() {
            1 => "the only redirect URL is a temporary tunnel",
            number if number == tunnels => "all redirect URLs are temporary tunnels",
            _ => "all redirect URLs are local or temporary tunnels",
        };
        let message = format!("{what}: nobody can install the app once the tunnel is closed");
        out.push(cx.at(&RULE, list.key.span, message).help(HELP));
    }
}

fn is_tunnel(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_below = |tunnel: &&str| {
        host.strip_suffix(*tunnel)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    TUNNELS.iter().any(is_below) || RELAYS.contains(&host)
}

/// Whether the text is filled in by a profile, where the address of a tunnel is in its place.
fn is_from_profile(value: Value<'_>) -> bool {
    let written = value.syntax().source().get(value.span().range());
    written.is_some_and(|text| text.contains("${") && project::placeholders::first(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tunnels_are_known_by_the_hosts_above_them() {
        let is = |text: &str| Url::parse(text).is_ok_and(|url| is_tunnel(&url));
        for text in [
            "https://0123456789ab.ngrok-free.app/cb",
            "https://a.eu.ngrok.io",
            "https://x-3000.euw.devtunnels.ms/",
            "https://A-B-C.TryCloudflare.com/x",
            "https://a.loca.lt.",
            "https://smee.io/abc",
            "https://abc-3000.app.github.dev",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "https://ngrok.io",
            "https://myngrok.io",
            "https://ngrok.io.acme.io",
            "https://acme.io/ngrok.io",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
