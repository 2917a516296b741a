//! `scope` and `optional_scope` against the three lists of the app.

use std::collections::BTreeSet;

use super::link::Link;
use super::{App, Finding};
use analysis::scopes::meant;
use diagnostics::{message, suggest};

const INSUFFICIENT: &str = "HubSpot says that the provided scopes are insufficient";
const MISMATCH: &str = "HubSpot says that the scopes of the link do not match those of the app";

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
            let problem = format!("the scopes in `{parameter}` are not separated by blanks");
            let why = "HubSpot takes them for one scope, which it does not know";
            out.push(Finding::new(problem, why, "separate them by `%20`"));
        }
    }
    // A misspelt name stands for the one that is meant: one mistake, one finding.
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
            "the optional scope {} stands in `scope`",
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
            "the conditionally required scope {} stands in `optional_scope`",
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
            "the required scope {} stands in `optional_scope`",
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
            "`scope` lacks the required {what} {}",
            message::all_of(missing)
        );
        out.push(Finding::new(
            problem,
            INSUFFICIENT,
            "put every entry of `requiredScopes` into `scope`",
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
        let problem = format!("`{parameter}` has something in it that is no name of a scope");
        out.push(Finding::new(
            problem,
            "HubSpot says that a scope is invalid",
            "remove it; encode the link anew",
        ));
        return None;
    }
    let quoted = message::quoted(name);
    let near = suggest::closest(name, app.scopes());
    let is_published = catalog::scope(name).is_some_and(|scope| scope.status.is_requestable());
    if is_published || catalog::app_object_scope(name).is_some() {
        let problem =
            format!("{quoted} in `{parameter}` is a scope that the app does not configure");
        let help =
            "add it to a list of `config.auth` and upload the project, or take it out of the link";
        out.push(Finding::new(problem, MISMATCH, help));
        return None;
    }
    let other = near.or_else(|| meant(name).map(|scope| scope.name));
    let help = match other {
        Some(other) => format!(
            "did you mean {}? Names are case-sensitive",
            message::quoted(other)
        ),
        None => "correct the spelling, or take it out of the link".to_owned(),
    };
    let problem = format!("HubSpot publishes no scope {quoted}, and the app does not configure it");
    out.push(Finding::new(
        problem,
        "HubSpot says that a scope is invalid",
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
