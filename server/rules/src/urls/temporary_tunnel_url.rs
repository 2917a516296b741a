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
    check: Webhooks(|_, cx, out| check(cx, out)), WorkflowAction(|_, cx, out| check(cx, out)), App(check_redirects),
}

/// Hosts whose subdomains are tunnels.
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

/// Hosts that relay requests by their paths.
const RELAYS: [&str; 2] = ["smee.io", "www.smee.io"];

/// What to do about a tunnel.
const HELP: &str =
    "write the URL of a permanent server, or set the URL of the tunnel in a profile variable";

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for called in called_urls::of(cx) {
        if !is_tunnel(called.url)
            || is_from_profile(called.value)
            || placeholders::in_url(called.text).is_some()
        {
            continue;
        }
        let shown = urls::shown(called.text);
        let message =
            format!("{shown} is a temporary tunnel: HubSpot's requests fail once it is closed");
        out.push(cx.at(&RULE, called.value.span(), message).help(HELP));
    }
}

/// A list of redirect URLs that contains only tunnels; that of a marketplace app may contain local URLs too.
fn check_redirects(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = app.redirect_urls() else {
        return;
    };
    if list.value.is_incomplete() {
        return;
    }
    let is_marketplace_app = app.distribution_if("marketplace").is_some();
    let mut tunnels = 0;
    for value in list.value.elements() {
        match redirect_kind(value) {
            Redirect::Tunnel => tunnels += 1,
            Redirect::Local if is_marketplace_app => {}
            _ => return,
        }
    }
    if tunnels == 0 {
        return;
    }
    let problem = match list.value.len() {
        1 => "the only redirect URL is a temporary tunnel",
        number if number == tunnels => "all redirect URLs are temporary tunnels",
        _ => "all redirect URLs are local or temporary tunnels",
    };
    let message = format!("{problem}: nobody can install the app once the tunnel is closed");
    out.push(cx.at(&RULE, list.key.span, message).help(HELP));
}

/// Where a redirect URL leads.
enum Redirect {
    Tunnel,
    Local,
    /// A permanent server, or unknown.
    Other,
}

fn redirect_kind(value: Value<'_>) -> Redirect {
    let Some(text) = value.as_str() else {
        return Redirect::Other;
    };
    let url = match urls::https(text) {
        Ok(url) => url,
        Err(urls::UrlError::Http(url)) if urls::is_localhost(&url) => url,
        Err(_) => return Redirect::Other,
    };
    if is_from_profile(value) {
        Redirect::Other
    } else if is_for_development(&url) {
        Redirect::Local
    } else if is_tunnel(&url) {
        Redirect::Tunnel
    } else {
        Redirect::Other
    }
}

fn is_tunnel(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    RELAYS.contains(&host)
        || TUNNELS.iter().any(|tunnel| {
            host.strip_suffix(tunnel)
                .is_some_and(|subdomain| subdomain.ends_with('.'))
        })
}

/// Whether the URL comes from a profile, where a tunnel is fine.
fn is_from_profile(value: Value<'_>) -> bool {
    let written = value.syntax().source().get(value.span().range());
    written.is_some_and(|text| text.contains("${") && project::placeholders::first(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tunnel_url(text: &str) -> bool {
        Url::parse(text).is_ok_and(|url| is_tunnel(&url))
    }

    #[test]
    fn subdomains_of_tunnel_hosts_are_tunnels() {
        for text in [
            "https://0123456789ab.ngrok-free.app/cb",
            "https://a.eu.ngrok.io",
            "https://x-3000.euw.devtunnels.ms/",
            "https://A-B-C.TryCloudflare.com/x",
            "https://a.loca.lt.",
            "https://smee.io/abc",
            "https://abc-3000.app.github.dev",
        ] {
            assert!(is_tunnel_url(text), "{text}");
        }
        for text in [
            "https://ngrok.io",
            "https://myngrok.io",
            "https://ngrok.io.acme.io",
            "https://acme.io/ngrok.io",
        ] {
            assert!(!is_tunnel_url(text), "{text}");
        }
    }
}
