//! Compares `scope` and `optional_scope` with the three lists of the app.

use std::collections::BTreeSet;

use super::link::Link;
use super::{App, Problem};
use analysis::scopes::meant;
use diagnostics::{message, suggest};

const INSUFFICIENT: &str = "HubSpot reports insufficient scopes";
const MISMATCH: &str = "HubSpot reports that the scopes of the link and the app do not match";

pub(super) fn check(link: &Link, app: &App, out: &mut Vec<Problem>) {
    let scope: BTreeSet<&str> = link.names("scope").collect();
    let optional: BTreeSet<&str> = link.names("optional_scope").collect();
    if scope.is_empty() {
        out.push(empty(link, app));
    }
    separators(link, out);
    // A misspelled name counts as the one that is meant, so that it is reported once.
    let mut meant = BTreeSet::new();
    for (parameter, names) in [("scope", &scope), ("optional_scope", &optional)] {
        for name in names {
            if let Some((problem, near)) = unconfigured(parameter, name, app) {
                out.push(problem);
                meant.extend(near);
            }
        }
    }
    misplaced(&scope, &optional, app, out);
    let mut missing = Vec::new();
    for name in &app.required {
        let name = name.as_str();
        if scope.contains(name) || meant.contains(name) {
            continue;
        }
        if optional.contains(name) {
            let what = "required scope";
            out.push(in_wrong_list(what, name, "optional_scope", INSUFFICIENT));
        } else {
            missing.push(name);
        }
    }
    if !missing.is_empty() && !scope.is_empty() {
        out.push(without_required(missing));
    }
}

fn empty(link: &Link, app: &App) -> Problem {
    let problem = if link.values("scope").next().is_some() {
        "`scope` is empty"
    } else {
        "`scope` is missing"
    };
    let required = message::all_of(app.required.iter().map(String::as_str));
    let help = format!("write the required scopes, separated by `%20`: {required}");
    Problem::new(problem, INSUFFICIENT, help)
}

fn separators(link: &Link, out: &mut Vec<Problem>) {
    for parameter in ["scope", "optional_scope"] {
        if link
            .values(parameter)
            .any(|value| value.contains([',', ';', '+']))
        {
            out.push(Problem::new(
                format!("scopes in `{parameter}` are not separated by spaces"),
                "HubSpot reads them as one unknown scope",
                "separate them with `%20`",
            ));
        }
    }
}

/// Scopes of the app's optional lists that are in the other parameter.
fn misplaced(scope: &BTreeSet<&str>, optional: &BTreeSet<&str>, app: &App, out: &mut Vec<Problem>) {
    for name in scope {
        if contains(&app.optional, name) && !contains(&app.required, name) {
            out.push(in_wrong_list("optional scope", name, "scope", MISMATCH));
        }
    }
    for name in optional {
        if contains(&app.conditional, name) {
            let what = "conditionally required scope";
            out.push(in_wrong_list(what, name, "optional_scope", MISMATCH));
        }
    }
}

fn contains(scopes: &[String], name: &str) -> bool {
    scopes.iter().any(|scope| scope == name)
}

fn in_wrong_list(what: &str, name: &str, parameter: &str, why: &str) -> Problem {
    let name = message::quoted(name);
    let other = if parameter == "scope" {
        "optional_scope"
    } else {
        "scope"
    };
    Problem::new(
        format!("{what} {name} is listed in `{parameter}`"),
        why,
        format!("move it to `{other}`"),
    )
}

fn without_required(missing: Vec<&str>) -> Problem {
    let noun = if missing.len() == 1 {
        "scope"
    } else {
        "scopes"
    };
    let names = message::all_of(missing);
    Problem::new(
        format!("`scope` is missing the required {noun} {names}"),
        INSUFFICIENT,
        "add every entry of `requiredScopes` to `scope`",
    )
}

/// The problem of a scope that the app does not configure, and the configured scope that it is a misspelling of.
fn unconfigured<'a>(
    parameter: &str,
    name: &str,
    app: &'a App,
) -> Option<(Problem, Option<&'a str>)> {
    const INVALID: &str = "HubSpot reports an invalid scope";
    // HubSpot adds `oauth` to every app.
    if name == "oauth" || app.scopes().any(|scope| scope == name) {
        return None;
    }
    if !is_name(name) {
        let problem = format!("`{parameter}` contains a value that is not a scope name");
        let help = "remove it and encode the link again";
        return Some((Problem::new(problem, INVALID, help), None));
    }
    let quoted = message::quoted(name);
    let is_published = catalog::scope(name).is_some_and(|scope| scope.status.is_requestable());
    if is_published || catalog::app_object_scope(name).is_some() {
        let problem = format!("scope {quoted} in `{parameter}` is not configured in the app");
        let help =
            "add it to a list of `config.auth` and upload the project, or remove it from the link";
        return Some((Problem::new(problem, MISMATCH, help), None));
    }
    let near = suggest::closest(name, app.scopes());
    let suggestion = near.or_else(|| Some(meant(name)?.name));
    let help = match suggestion {
        Some(other) => format!(
            "did you mean {}? (names are case-sensitive)",
            message::quoted(other)
        ),
        None => "correct the spelling, or remove it from the link".to_owned(),
    };
    let problem = format!("unknown scope {quoted}, which is not configured in the app");
    Some((Problem::new(problem, INVALID, help), near))
}

/// Whether a text can be printed as the name of a scope. A client secret in this parameter would be a UUID.
fn is_name(text: &str) -> bool {
    let is_uuid = text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4;
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && !is_uuid
        && text.len() < 100
}
