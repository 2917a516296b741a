//! The names of the parameters, the client id, and what must not be in a link at all.

use std::collections::BTreeSet;

use super::link::{HTML, KNOWN, Link};
use super::{App, Finding};
use diagnostics::message;

/// Parameters that carry a secret, without separators and in lower case.
const SECRETS: [&str; 9] = [
    "clientsecret",
    "secret",
    "accesstoken",
    "refreshtoken",
    "token",
    "apikey",
    "password",
    "privateapptoken",
    "hapikey",
];

/// Whether a parameter of this name carries a secret.
pub(super) fn is_secret(name: &str) -> bool {
    let folded: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    SECRETS.contains(&folded.trim_start_matches("amp"))
}

/// Misspelled names and duplicate parameters.
pub(super) fn names(link: &Link, _: &App, out: &mut Vec<Finding>) {
    if link
        .parameters
        .iter()
        .any(|parameter| parameter.name.starts_with(HTML))
    {
        let why = "the next parameter name starts with `amp;`, so HubSpot ignores it";
        out.push(Finding::new(
            "link contains the HTML entity `&amp;`",
            why,
            "write `&`",
        ));
    }
    let mut seen = BTreeSet::new();
    for parameter in &link.parameters {
        let (name, meant) = (
            parameter.name.trim_start_matches(HTML),
            parameter.meant.as_str(),
        );
        if name != meant {
            let problem = format!(
                "unknown parameter {}: expected `{meant}`",
                message::quoted(name)
            );
            let why = "HubSpot ignores unknown parameters, so this value is missing";
            out.push(Finding::new(problem, why, format!("write `{meant}=`")));
        }
        if !seen.insert(meant) && KNOWN.contains(&meant) {
            let problem = format!("duplicate parameter `{meant}`");
            let help = if meant.contains("scope") {
                "put all scopes in one, separated by `%20`"
            } else {
                "keep one of them"
            };
            out.push(Finding::new(problem, "HubSpot uses only one value", help));
        }
    }
}

/// The client id.
pub(super) fn client_id(link: &Link, _: &App, out: &mut Vec<Finding>) {
    let help = "write the client id from the Auth tab of the app's page in HubSpot";
    let why = "HubSpot cannot identify the app";
    match (link.values("client_id").next(), link.value("client_id")) {
        (None, _) => out.push(Finding::new("`client_id` is missing", why, help)),
        (_, None) => out.push(Finding::new("`client_id` is empty", why, help)),
        (_, Some(id)) if is_placeholder(id) => {
            out.push(Finding::new("`client_id` is a placeholder", why, help));
        }
        _ => {}
    }
}

/// Whether a client id is a placeholder. HubSpot's client ids are made of hexadecimal digits and hyphens.
pub(super) fn is_placeholder(id: &str) -> bool {
    const WORDS: [&str; 6] = [
        "client",
        "your",
        "example",
        "placeholder",
        "xxx",
        "undefined",
    ];
    let lower = id.to_lowercase();
    let digits: BTreeSet<char> = lower.chars().filter(|c| *c != '-').collect();
    let is_odd = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    lower.contains(is_odd) || WORDS.iter().any(|word| lower.contains(word)) || digits.len() < 2
}

/// Secrets. Their values are never shown.
pub(super) fn secrets(link: &Link, _: &App, out: &mut Vec<Finding>) {
    let names: BTreeSet<&str> = link
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    for name in names.into_iter().filter(|name| is_secret(name)) {
        let problem = format!("link contains {}", message::quoted(name));
        let is_account_key = name.eq_ignore_ascii_case("hapikey");
        out.push(if is_account_key {
            let why =
                "it is an account API key, which HubSpot no longer supports since 2022-11-30";
            Finding::new(problem, why, "remove it")
        } else {
            let why = "anyone with the link can act as the app";
            let help =
                "remove it, rotate it in HubSpot, and send it only from your server when exchanging the code";
            Finding::new(problem, why, help)
        });
    }
    if link.url.password().is_some() {
        let why = "anyone with the link has the password, and HubSpot ignores it";
        out.push(Finding::new(
            "link contains a user name and password",
            why,
            "remove them",
        ));
    }
}
