//! The part of the URL before its parameters.

use super::link::Link;
use super::{App, Problem};
use diagnostics::message;

const WHY: &str = "HubSpot serves install links only at `/oauth/authorize` of its app host";
const HELP: &str = "start the link with `https://app.hubspot.com/oauth/authorize`";

/// Checks scheme, host, path and fragment.
pub(super) fn check(link: &Link, _: &App, out: &mut Vec<Problem>) {
    let url = &link.url;
    if url.scheme() == "http" {
        out.push(Problem::new(
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
        out.push(Problem::new(problem, WHY, HELP));
    } else if !is_user_level && !is_authorize(&segments) {
        out.push(Problem::new(
            "path of the link is not `/oauth/authorize`",
            WHY,
            HELP,
        ));
    }
    if url.fragment().is_some() {
        let why =
            "browsers do not send what follows it, so HubSpot does not receive these parameters";
        out.push(Problem::new(
            "link contains a `#`",
            why,
            "encode it as `%23` if it is part of a value, otherwise remove it",
        ));
    }
}

/// Whether this is the install page of an app with static authentication.
pub(super) fn is_static(link: &Link) -> bool {
    link.url.path().starts_with("/static-token/")
}

/// Whether this is the install page of a user-level app.
pub(super) fn is_user_level(link: &Link) -> bool {
    link.url.host_str() == Some("mcp.hubspot.com") && link.url.path() == "/oauth/authorize/user"
}

/// `app.hubspot.com`, or that of a region: `app-eu1.hubspot.com`.
fn is_app_host(host: &str) -> bool {
    match host.strip_suffix(".hubspot.com") {
        Some("app") => true,
        Some(name) => name.strip_prefix("app-").is_some_and(is_region),
        None => false,
    }
}

/// Whether a text has the form of a region: `eu1`, `na2`.
pub fn is_region(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c] if a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_digit())
}

fn is_authorize(segments: &[&str]) -> bool {
    match segments {
        ["oauth", "authorize"] => true,
        ["oauth", account, "authorize"] => {
            !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}
