//! The part of the URL before its parameters.

use super::link::Link;
use super::{App, Finding};
use crate::words;

const WHY: &str = "HubSpot answers install links at `/oauth/authorize` of its app host only";
const HELP: &str = "begin the link with `https://app.hubspot.com/oauth/authorize`";

/// The scheme and the address.
pub(super) fn check(link: &Link, _: &App, out: &mut Vec<Finding>) {
    let url = &link.url;
    if url.scheme() == "http" {
        out.push(Finding::new(
            "the link uses `http`",
            "what it carries can be read and changed on the way",
            "use `https`",
        ));
    }
    let host = url.host_str().unwrap_or_default();
    let segments: Vec<&str> = url.path_segments().into_iter().flatten().collect();
    if segments.first() == Some(&"static-token") {
        let problem = "this is the address for apps with static authentication, and the app uses OAuth";
        out.push(Finding::new(problem, WHY, HELP));
        return;
    }
    let is_user_level = host == "mcp.hubspot.com" && url.path() == "/oauth/authorize/user";
    if !is_user_level && !is_app_host(host) {
        let problem = format!("the host {} is not HubSpot's", words::quoted(host));
        out.push(Finding::new(problem, WHY, HELP));
    } else if !is_user_level && !is_authorize(&segments) {
        out.push(Finding::new("the path of the link is not `/oauth/authorize`", WHY, HELP));
    }
    if url.fragment().is_some() {
        let why = "a browser does not send what follows it, so HubSpot never sees these parameters";
        out.push(Finding::new(
            "a `#` stands in the link",
            why,
            "write `%23` where it belongs to a value, else remove it",
        ));
    }
}

/// `app.hubspot.com`, or that of a region: `app-eu1.hubspot.com`.
fn is_app_host(host: &str) -> bool {
    let region = host.strip_suffix(".hubspot.com").and_then(|name| name.strip_prefix("app-"));
    host == "app.hubspot.com" || region.is_some_and(is_region)
}

/// Whether a text has the form of a region: `eu1`, `na2`.
pub fn is_region(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c] if a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_digit())
}

fn is_authorize(segments: &[&str]) -> bool {
    let is_account = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(segments, ["oauth", "authorize"])
        || matches!(segments, ["oauth", account, "authorize"] if is_account(account))
}
