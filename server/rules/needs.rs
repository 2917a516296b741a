//! The scopes that components need, against those that the project asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, fit, related, scopes};
use crate::catalog;
use crate::diagnostic::{Diagnostic, Safety};
use crate::path::RelPath;
use crate::project::index::{Component, Index};
use crate::syntax::edit;
use crate::text::Span;
use crate::words;

/// More names than this are not looked up.
const MOST_COMPARED: usize = 1_000;

/// Adds the findings of `rule` about scopes that nobody asks for and that components need: `of_type` by their type, else for
/// the records that they read.
pub(super) fn missing(rule: &'static Rule, index: &Index<'_>, of_type: bool, out: &mut Vec<Diagnostic>) {
    let Some((app, required)) = index.app().and_then(|app| Some((app, app.facts.scopes.required.as_ref()?))) else {
        return;
    };
    // An empty list is a mistake of its own.
    let is_certain = |component: &Component<'_>| !component.facts.scopes.uncertain;
    if required.is_empty || !index.components.iter().all(is_certain) {
        return;
    }
    let asked = asked(index);
    for (scope, places) in unmet(index, app, &asked, of_type) {
        // `missing-oauth-scope` says so of every OAuth app.
        if scope == "oauth" && app.facts.auth_type.as_ref().is_some_and(|text| text.text == "oauth") {
            continue;
        }
        let Some((first, _)) = places.first() else { continue };
        let more = if places.len() > 1 {
            format!(" and {} more", words::count(places.len() - 1, "place"))
        } else {
            String::new()
        };
        let first = words::quoted(first.as_str());
        let message = format!("the app does not ask for the scope `{scope}`, which {first}{more} needs");
        let diagnostic = rule.at(app.path, required.name, message).help("add it to `requiredScopes`");
        let diagnostic = related::add(diagnostic, places.iter().copied(), places.len(), "this needs it");
        out.push(match &required.addition {
            Some((span, [before, after])) => {
                let text = format!("{before}{}{after}", edit::quote(scope));
                diagnostic.fix(format!("add `{scope}`"), Safety::Unsafe, [(*span, text)])
            }
            None => diagnostic,
        });
    }
}

/// The scopes that the project asks for; where a name is wrong, those that are meant by it, because that is a mistake of its
/// own.
fn asked<'i>(index: &'i Index<'_>) -> BTreeSet<&'i str> {
    let texts = index.components.iter().flat_map(|component| &component.facts.scopes.asked);
    let names = texts.flat_map(|text| text.split(scopes::is_separator)).filter(|name| !name.is_empty());
    let mut asked: BTreeSet<&str> = names.collect();
    let meant = |name: &&str| match catalog::scope(name) {
        Some(scope) => scope.replacement.map_or_else(Vec::new, |names| names.split(", ").collect()),
        None => scopes::meant(name).map(|scope| scope.name).into_iter().collect(),
    };
    let meant: Vec<&'static str> = asked.iter().take(MOST_COMPARED).flat_map(meant).collect();
    asked.extend(meant);
    asked
}

/// The scopes that nobody asks for, with the places that need them.
fn unmet<'i>(
    index: &'i Index<'_>,
    app: &Component<'_>,
    asked: &BTreeSet<&str>,
    of_type: bool,
) -> BTreeMap<&'static str, Vec<(&'i RelPath, Span)>> {
    let mut missing: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    // What the app cannot hold has to go anyway.
    let fitting = index.components.iter().filter(|component| !fit::is_misfit(app, component));
    for component in fitting {
        let needs = component.facts.scopes.needs.iter().filter(|need| need.of_type == of_type);
        for need in needs.filter(|need| !need.scopes.iter().any(|name| asked.contains(name))) {
            let places = need.scopes.first().map(|best| missing.entry(best).or_default());
            places.into_iter().for_each(|places| places.push((component.path, need.span)));
        }
    }
    missing
}
