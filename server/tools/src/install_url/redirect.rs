//! `redirect_uri` against the registered redirect URLs, which HubSpot compares exactly.

use url::Url;

use super::link::Link;
use super::{App, Finding};
use analysis::urls;
use diagnostics::message;

/// Where the code comes to.
pub(super) fn check(link: &Link, app: &App, out: &mut Vec<Finding>) {
    let registered = || {
        message::any_of(
            app.redirect_urls
                .iter()
                .map(|url| shown(url))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str),
        )
    };
    let help = |first: &str| match app.redirect_urls.as_slice() {
        [] => "add one to `redirectUrls`, upload the project, and use it".to_owned(),
        _ => format!("{first} {}", registered()),
    };
    let Some(own) = link.value("redirect_uri") else {
        let is_there = link.values("redirect_uri").next().is_some();
        let problem = if is_there {
            "`redirect_uri` is empty"
        } else {
            "`redirect_uri` is missing"
        };
        out.push(Finding::new(
            problem,
            "HubSpot shows a connection error",
            help("write the encoded form of"),
        ));
        return;
    };
    if app.redirect_urls.iter().any(|url| url == own) {
        return insecure(own, out);
    }
    let why = "HubSpot compares every character, including the path and the trailing slash, and refuses the install";
    let problem = match Url::parse(own) {
        _ if own.starts_with("http%3A") || own.starts_with("https%3A") => {
            "`redirect_uri` is encoded twice".to_owned()
        }
        Ok(_) => format!(
            "{} is not one of the app's redirect URLs{}",
            message::quoted(&shown(own)),
            near(own, app)
        ),
        Err(_) => "`redirect_uri` is not a URL".to_owned(),
    };
    out.push(Finding::new(problem, why, help("use the encoded form of")));
}

/// A difference by its name, and a text without it.
type Way = (&'static str, fn(&str) -> String);

/// In what the value differs from a registered one, where that is little.
fn near(own: &str, app: &App) -> String {
    let ways: [Way; 4] = [
        ("the trailing slash", |text| {
            text.trim_end_matches('/').to_owned()
        }),
        ("letter case", str::to_lowercase),
        ("`http` or `https`", |text| {
            text.replacen("https://", "http://", 1)
        }),
        ("the part after `?`", |text| {
            text.split(['?', '#']).next().unwrap_or_default().to_owned()
        }),
    ];
    let differs = |(_, fold): &&Way| app.redirect_urls.iter().any(|url| fold(url) == fold(own));
    ways.iter()
        .find(differs)
        .map_or_else(String::new, |(what, _)| format!(": {what} differs"))
}

fn insecure(own: &str, out: &mut Vec<Finding>) {
    let url = Url::parse(own)
        .ok()
        .filter(|url| url.scheme() == "http" && !urls::is_localhost(url));
    if url.is_some() {
        let problem = format!("{} uses `http`", message::quoted(&shown(own)));
        let why = "HubSpot accepts `http` only for `localhost`";
        out.push(Finding::new(
            problem,
            why,
            "use `https`, also in `redirectUrls`",
        ));
    }
}

/// A URL without what may be secret in it: user, password and parameters.
fn shown(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) => {
            let bare = text.split(['?', '#']).next().unwrap_or_default();
            let has_user = !url.username().is_empty() || url.password().is_some();
            let bare = if has_user {
                urls::shown(bare).trim_matches('`').to_owned()
            } else {
                bare.to_owned()
            };
            if url.query().is_some() || url.fragment().is_some() {
                format!("{bare}?…")
            } else {
                bare
            }
        }
        Err(_) => "…".to_owned(),
    }
}
