//! Compares `redirect_uri` with the registered redirect URLs. HubSpot requires an exact match.

use url::Url;

use super::link::Link;
use super::{App, Problem};
use analysis::urls;
use diagnostics::message;

pub(super) fn check(link: &Link, app: &App, out: &mut Vec<Problem>) {
    let Some(url) = link.value("redirect_uri") else {
        let problem = if link.values("redirect_uri").next().is_some() {
            "`redirect_uri` is empty"
        } else {
            "`redirect_uri` is missing"
        };
        let help = help("write the encoded form of", app);
        out.push(Problem::new(
            problem,
            "HubSpot shows a connection error",
            help,
        ));
        return;
    };
    if app.redirect_urls.iter().any(|registered| registered == url) {
        out.extend(insecure(url));
    } else {
        out.push(unregistered(url, app));
    }
}

fn help(verb: &str, app: &App) -> String {
    if app.redirect_urls.is_empty() {
        return "add one to `redirectUrls`, upload the project, and use it".to_owned();
    }
    let urls: Vec<String> = app.redirect_urls.iter().map(|url| shown(url)).collect();
    let urls = message::any_of(urls.iter().map(String::as_str));
    format!("{verb} {urls}")
}

fn unregistered(url: &str, app: &App) -> Problem {
    let problem = if url.starts_with("http%3A") || url.starts_with("https%3A") {
        "`redirect_uri` is encoded twice".to_owned()
    } else if Url::parse(url).is_err() {
        "`redirect_uri` is not a URL".to_owned()
    } else {
        let shown = message::quoted(&shown(url));
        let difference = small_difference(url, app);
        format!("{shown} is not one of the app's redirect URLs{difference}")
    };
    let why = "HubSpot compares every character, including the path and the trailing slash, and refuses the install";
    Problem::new(problem, why, help("use the encoded form of", app))
}

/// A difference by its name, and how to remove it from a URL.
type Difference = (&'static str, fn(&str) -> String);

/// The only difference from a registered URL, if there is one that is known.
fn small_difference(url: &str, app: &App) -> String {
    let differences: [Difference; 4] = [
        ("the trailing slash", |url| {
            url.trim_end_matches('/').to_owned()
        }),
        ("letter case", str::to_lowercase),
        ("`http` or `https`", |url| {
            url.replacen("https://", "http://", 1)
        }),
        ("the part after `?`", |url| {
            without_parameters(url).to_owned()
        }),
    ];
    for (name, normalize) in differences {
        let normalized = normalize(url);
        if app
            .redirect_urls
            .iter()
            .any(|registered| normalize(registered) == normalized)
        {
            return format!(": {name} differs");
        }
    }
    String::new()
}

fn insecure(text: &str) -> Option<Problem> {
    let url = Url::parse(text).ok()?;
    if url.scheme() != "http" || urls::is_localhost(&url) {
        return None;
    }
    Some(Problem::new(
        format!("{} uses `http`", message::quoted(&shown(text))),
        "HubSpot accepts `http` only for `localhost`",
        "use `https`, also in `redirectUrls`",
    ))
}

/// A URL without its parts that may be secret: user, password and parameters.
fn shown(text: &str) -> String {
    let Ok(url) = Url::parse(text) else {
        return "…".to_owned();
    };
    let mut shown = without_parameters(text).to_owned();
    if !url.username().is_empty() || url.password().is_some() {
        shown = urls::shown(&shown).trim_matches('`').to_owned();
    }
    if url.query().is_some() || url.fragment().is_some() {
        shown.push_str("?…");
    }
    shown
}

fn without_parameters(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}
