//! `scope` and `optional_scope` against the three lists of the app.

use std::collections::BTreeSet;

use super::link::Link;
use super::{App, Finding};
use analysis::scopes::meant;
use diagnostics::{message, suggest};

const INSUFFICIENT: &str = "HubSpot reports insufficient scopes";
const MISMATCH: &str = "HubSpot reports that the scopes of the link and the app do not match";

/// Both parameters.
pub(super) fn check(link: &Link, app: &App, out: &mut Vec<Finding>) {
    let asked: BTreeSet<&str> = link.names("scope").collect();
    let optional: BTreeSet<&str> = link.names("optional_scope").collect();
    if asked.is_empty() {
        let problem = if link.values("scope").next().is_some() {
            "`scope` is empty"
        } else {
            "`scope` is missing"
        };
        let help = format!(
            "write the required scopes, separated by `%20`: {}",
            all(&app.required)
        );
        out.push(Finding::new(problem, INSUFFICIENT, help));
    }
    for parameter in ["scope", "optional_scope"] {
        if link
            .values(parameter)
            .any(|value| value.contains([',', ';', '+']))
        {
            let problem = format!("scopes in `{parameter}` are not separated by spaces");
            let why = "HubSpot reads them as one unknown scope";
            out.push(Finding::new(problem, why, "separate them with `%20`"));
        }
    }
    // A misspelled name counts as the one that is meant, so that it is reported once.
    let mut meant = BTreeSet::new();
    for (parameter, names) in [("scope", &asked), ("optional_scope", &optional)] {
        for name in names {
            meant.extend(unconfigured(parameter, name, app, out));
        }
    }
    let is_in = |list: &[String], name: &str| list.iter().any(|own| own == name);
    for name in asked
        .iter()
        .filter(|name| is_in(&app.optional, name) && !is_in(&app.required, name))
    {
        let problem = format!(
            "optional scope {} is listed in `scope`",
            message::quoted(name)
        );
        out.push(Finding::new(
            problem,
            MISMATCH,
            "move it to `optional_scope`",
        ));
    }
    for name in optional.iter().filter(|name| is_in(&app.conditional, name)) {
        let problem = format!(
            "conditionally required scope {} is listed in `optional_scope`",
            message::quoted(name)
        );
        out.push(Finding::new(problem, MISMATCH, "move it to `scope`"));
    }
    let lacking = app
        .required
        .iter()
        .map(String::as_str)
        .filter(|name| !asked.contains(name) && !meant.contains(name));
    let (misplaced, missing): (Vec<&str>, Vec<&str>) =
        lacking.partition(|name| optional.contains(name));
    for name in misplaced {
        let problem = format!(
            "required scope {} is listed in `optional_scope`",
            message::quoted(name)
        );
        out.push(Finding::new(problem, INSUFFICIENT, "move it to `scope`"));
    }
    if !missing.is_empty() && !asked.is_empty() {
        let what = if missing.len() == 1 {
            "scope"
        } else {
            "scopes"
        };
        let problem = format!(
            "`scope` is missing the required {what} {}",
            message::all_of(missing)
        );
        out.push(Finding::new(
            problem,
            INSUFFICIENT,
            "add every entry of `requiredScopes` to `scope`",
        ));
    }
}

fn all(scopes: &[String]) -> String {
    message::all_of(scopes.iter().map(String::as_str))
}

/// Adds what is wrong with a scope that the app does not configure, and says which configured one is meant.
fn unconfigured<'a>(
    parameter: &str,
    name: &str,
    app: &'a App,
    out: &mut Vec<Finding>,
) -> Option<&'a str> {
    // HubSpot adds `oauth` to every app.
    if name == "oauth" || app.scopes().any(|own| own == name) {
        return None;
    }
    if !is_name(name) {
        let problem = format!("`{parameter}` contains a value that is not a scope name");
        out.push(Finding::new(
            problem,
            "HubSpot reports an invalid scope",
            "remove it and encode the link again",
        ));
        return None;
    }
    let quoted = message::quoted(name);
    let near = suggest::closest(name, app.scopes());
    let is_published = catalog::scope(name).is_some_and(|scope| scope.status.is_requestable());
    if is_published || catalog::app_object_scope(name).is_some() {
        let problem = format!("scope {quoted} in `{parameter}` is not configured in the app");
        let help =
            "add it to a list of `config.auth` and upload the project, or remove it from the link";
        out.push(Finding::new(problem, MISMATCH, help));
        return None;
    }
    let other = near.or_else(|| meant(name).map(|scope| scope.name));
    let help = match other {
        Some(other) => format!(
            "did you mean {}? (names are case-sensitive)",
            message::quoted(other)
        ),
        None => "correct the spelling, or remove it from the link".to_owned(),
    };
    let problem = format!("unknown scope {quoted}, which is not configured in the app");
    out.push(Finding::new(
        problem,
        "HubSpot reports an invalid scope",
        help,
    ));
    near
}

/// Whether a text can be printed as the name of a scope. A client secret that ended up here has the form of a UUID.
fn is_name(text: &str) -> bool {
    let is_uuid = text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(is_part)
        && !is_uuid
        && text.len() < 100
}
