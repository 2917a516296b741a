//! The part of the URL before its parameters.

use super::link::Link;
use super::{App, Finding};
use diagnostics::message;

const WHY: &str = "HubSpot serves install links only at `/oauth/authorize` of its app host";
const HELP: &str = "start the link with `https://app.hubspot.com/oauth/authorize`";

/// The scheme and the address.
pub(super) fn check(link: &Link, _: &App, out: &mut Vec<Finding>) {
    let url = &link.url;
    if url.scheme() == "http" {
        out.push(Finding::new(
            "link uses `http`",
            "its parameters can be read and changed in transit",
            "use `https`",
        ));
    }
    let host = url.host_str().unwrap_or_default();
    let segments: Vec<&str> = url.path_segments().into_iter().flatten().collect();
    let is_user_level = is_user_level(link);
    if !is_user_level && !is_app_host(host) {
        let problem = format!("{} is not the host of install links", message::quoted(host));
        out.push(Finding::new(problem, WHY, HELP));
    } else if !is_user_level && !is_authorize(&segments) {
        out.push(Finding::new(
            "path of the link is not `/oauth/authorize`",
            WHY,
            HELP,
        ));
    }
    if url.fragment().is_some() {
        let why =
            "browsers do not send what follows it, so HubSpot does not receive these parameters";
        out.push(Finding::new(
            "link contains a `#`",
            why,
            "encode it as `%23` if it is part of a value, otherwise remove it",
        ));
    }
}

/// Whether this is an address of apps with static authentication.
pub(super) fn is_static(link: &Link) -> bool {
    link.url.path().starts_with("/static-token/")
}

/// Whether this is an address of user-level apps.
pub(super) fn is_user_level(link: &Link) -> bool {
    link.url.host_str() == Some("mcp.hubspot.com") && link.url.path() == "/oauth/authorize/user"
}

/// `app.hubspot.com`, or that of a region: `app-eu1.hubspot.com`.
fn is_app_host(host: &str) -> bool {
    let region = host
        .strip_suffix(".hubspot.com")
        .and_then(|name| name.strip_prefix("app-"));
    host == "app.hubspot.com" || region.is_some_and(is_region)
}

/// Whether a text has the form of a region: `eu1`, `na2`.
pub fn is_region(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c] if a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_digit())
}

fn is_authorize(segments: &[&str]) -> bool {
    let is_account =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(segments, ["oauth", "authorize"])
        || matches!(segments, ["oauth", account, "authorize"] if is_account(account))
}
