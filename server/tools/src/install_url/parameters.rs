//! Parameter names, the client id, and secrets.

use std::collections::BTreeSet;

use super::link::{self, HTML, KNOWN, Link};
use super::{App, Problem};
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
    SECRETS.contains(&link::folded(name).trim_start_matches("amp"))
}

/// Checks for misspelled names and duplicate parameters.
pub(super) fn names(link: &Link, _: &App, out: &mut Vec<Problem>) {
    if link
        .parameters
        .iter()
        .any(|parameter| parameter.name.starts_with(HTML))
    {
        let why = "the next parameter name starts with `amp;`, so HubSpot ignores it";
        out.push(Problem::new(
            "link contains the HTML entity `&amp;`",
            why,
            "write `&`",
        ));
    }
    let mut seen = BTreeSet::new();
    for parameter in &link.parameters {
        let name = parameter.name.trim_start_matches(HTML);
        let meant = parameter.meant.as_str();
        if name != meant {
            out.push(misspelled(name, meant));
        }
        if !seen.insert(meant) && KNOWN.contains(&meant) {
            out.push(duplicate(meant));
        }
    }
}

fn misspelled(name: &str, meant: &str) -> Problem {
    let name = message::quoted(name);
    Problem::new(
        format!("unknown parameter {name}: expected `{meant}`"),
        "HubSpot ignores unknown parameters, so this value is missing",
        format!("write `{meant}=`"),
    )
}

fn duplicate(name: &str) -> Problem {
    let help = if name.contains("scope") {
        "put all scopes in one, separated by `%20`"
    } else {
        "keep one of them"
    };
    let problem = format!("duplicate parameter `{name}`");
    Problem::new(problem, "HubSpot uses only one value", help)
}

/// Checks the client id.
pub(super) fn client_id(link: &Link, _: &App, out: &mut Vec<Problem>) {
    let help = "write the client id from the Auth tab of the app's page in HubSpot";
    let why = "HubSpot cannot identify the app";
    match (link.values("client_id").next(), link.value("client_id")) {
        (None, _) => out.push(Problem::new("`client_id` is missing", why, help)),
        (_, None) => out.push(Problem::new("`client_id` is empty", why, help)),
        (_, Some(id)) if is_placeholder(id) => {
            out.push(Problem::new("`client_id` is a placeholder", why, help));
        }
        _ => {}
    }
}

/// Whether a client id is a placeholder. Those of HubSpot consist of hexadecimal digits and hyphens.
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
    digits.len() < 2
        || digits.iter().any(|c| !c.is_ascii_alphanumeric())
        || WORDS.iter().any(|word| lower.contains(word))
}

/// Checks for secrets, whose values are never printed.
pub(super) fn secrets(link: &Link, _: &App, out: &mut Vec<Problem>) {
    let names: BTreeSet<&str> = link
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    for name in names {
        if is_secret(name) {
            out.push(secret_parameter(name));
        }
    }
    if link.url.password().is_some() {
        let why = "anyone with the link has the password, and HubSpot ignores it";
        out.push(Problem::new(
            "link contains a user name and password",
            why,
            "remove them",
        ));
    }
}

fn secret_parameter(name: &str) -> Problem {
    let problem = format!("link contains {}", message::quoted(name));
    if name.eq_ignore_ascii_case("hapikey") {
        let why = "it is an account API key, which HubSpot no longer supports since 2022-11-30";
        return Problem::new(problem, why, "remove it");
    }
    Problem::new(
        problem,
        "anyone with the link can act as the app",
        "remove it, rotate it in HubSpot, and send it only from your server when exchanging the code",
    )
}
