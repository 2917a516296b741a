//! Properties without counterpart: environment variables have to become secrets, and others are not compared.

use std::collections::BTreeSet;

use syntax::Value;

use super::leaves;
use super::side::{New, Old};
use super::values;
use super::{Address, Comparison, Missing, NotCompared};
use crate::functions;
use crate::plan::Outcome;
use crate::units::UnitKind;

/// What the name of an environment variable is called.
pub(crate) const ENVIRONMENT_VARIABLE: &str = "environment variable";

pub(super) fn compare(old: &Old<'_>, new: &New<'_>, comparison: &mut Comparison) {
    environment(old, new, comparison);
    additional_scopes(old, new, comparison);
    for field in &old.plan.fields {
        let Outcome::Dropped { reason } = &field.outcome else {
            continue;
        };
        if !is_compared(&field.path) {
            comparison.not_compared.push(NotCompared {
                at: old.address(&field.file, &field.path),
                reason: reason.clone(),
            });
        }
    }
}

fn is_compared(path: &str) -> bool {
    path.split('.')
        .any(|key| key == "environment" || key.starts_with("additionalScopes"))
}

/// The names of environment variables that no function has as a secret. Their values are not shown: they are secrets often
/// enough.
fn environment(old: &Old<'_>, new: &New<'_>, comparison: &mut Comparison) {
    let secrets = strings(new, "secret");
    for unit in &old.units.all {
        let is_functions = unit.kind == UnitKind::Functions;
        if !is_functions {
            continue;
        }
        for environment in functions::environments(unit.root) {
            let path = path(environment);
            for member in environment.members() {
                let name = member.key.text;
                if secrets.contains(name) {
                    comparison.found.values += 1;
                    continue;
                }
                comparison.missing_values.push(Missing {
                    kind: ENVIRONMENT_VARIABLE,
                    value: name.to_owned(),
                    old: old.address(unit.path, &format!("{path}.{name}")),
                    new: Address {
                        file: String::new(),
                        property: "config.secretKeys".to_owned(),
                    },
                });
            }
        }
    }
}

/// The path of the variables of a file or of one function.
fn path(environment: Value<'_>) -> String {
    let root = environment.syntax().root();
    for list in ["appFunctions", "endpoints"] {
        let functions = root.and_then(|root| root.get(list));
        for member in functions.into_iter().flat_map(|list| list.members()) {
            let own = member.value.get("environment");
            if own.is_some_and(|own| own.index() == environment.index()) {
                return format!("{list}.{}.environment", member.key.text);
            }
        }
    }
    "environment".to_owned()
}

/// Scopes of a beta of 2024 that the app does not request in any list.
fn additional_scopes(old: &Old<'_>, new: &New<'_>, comparison: &mut Comparison) {
    let scopes = strings(new, "scope");
    for app in old.units.apps() {
        let list: Option<Value<'_>> = app.root.at(&["auth", "additionalScopes"]);
        for scope in list.into_iter().flat_map(|list| list.elements()) {
            let Some(scope) = scope.as_str() else {
                continue;
            };
            if scopes.contains(scope) {
                comparison.found.values += 1;
                continue;
            }
            comparison.missing_values.push(Missing {
                kind: "scope",
                value: scope.to_owned(),
                old: old.address(app.path, "auth.additionalScopes"),
                new: Address {
                    file: String::new(),
                    property: "config.auth".to_owned(),
                },
            });
        }
    }
}

/// The strings of one kind in all new components.
fn strings(new: &New<'_>, kind: &str) -> BTreeSet<String> {
    let mut strings = BTreeSet::new();
    for syntax in new.components.values() {
        for leaf in syntax.root().into_iter().flat_map(leaves::leaves) {
            if values::kind(&leaf.path) == kind
                && let Some(text) = leaf.value.as_str()
            {
                strings.insert(text.to_owned());
            }
        }
    }
    strings
}
