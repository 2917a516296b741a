//! Corrects an install URL by the app file.

use super::address::{self, is_region};
use super::build::{CLIENT_ID, Request, compose};
use super::link::Link;
use super::parameters::is_placeholder;
use super::{App, Auth};
use analysis::secrets::Secrets;

/// The URL with the settings of the app. Kept from the link: client id, account, redirect URL, optional scopes.
pub(super) fn corrected(link: &Link, app: &App) -> Option<String> {
    if app.auth != Auth::OAuth || app.required.is_empty() || address::is_user_level(link) {
        return None;
    }
    let redirect_uri = redirect_uri(link, app)?;
    // A redirect URL in the app file may contain a secret, which must not be printed.
    if Secrets::default().are_in(redirect_uri) {
        return None;
    }
    let mut scopes: Vec<&str> = app.required.iter().map(String::as_str).collect();
    scopes.extend(requested(link, &app.conditional));
    let request = Request {
        client_id: client_id(link),
        redirect: 1,
        account: account(link),
        region: region(link),
        conditional: false,
    };
    let optional = requested(link, &app.optional);
    Some(compose(request, redirect_uri, &scopes, &optional))
}

fn redirect_uri<'a>(link: &Link, app: &'a App) -> Option<&'a String> {
    let requested = link.value("redirect_uri");
    app.redirect_urls
        .iter()
        .find(|url| Some(url.as_str()) == requested)
        .or(app.redirect_urls.first())
}

/// The scopes of a list that the link requests.
fn requested<'a>(link: &Link, scopes: &'a [String]) -> Vec<&'a str> {
    let mut requested = Vec::new();
    for scope in scopes {
        let mut names = link.names("scope").chain(link.names("optional_scope"));
        if names.any(|name| name == scope) {
            requested.push(scope.as_str());
        }
    }
    requested
}

fn client_id(link: &Link) -> &str {
    match link.value("client_id") {
        Some(id) if !is_placeholder(id) => id,
        _ => CLIENT_ID,
    }
}

fn account(link: &Link) -> Option<u64> {
    link.url
        .path_segments()?
        .find_map(|segment| segment.parse().ok())
}

fn region(link: &Link) -> Option<&str> {
    let host = link.url.host_str()?;
    let region = host.strip_prefix("app-")?.strip_suffix(".hubspot.com")?;
    if is_region(region) {
        Some(region)
    } else {
        None
    }
}
