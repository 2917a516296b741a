//! The scopes that components need, against those that the project asks for: compared once for the rules that tell of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, fit, related, scopes};
use crate::catalog;
use crate::diagnostic::{Diagnostic, Safety};
use crate::path::RelPath;
use crate::project::facts::{Need, RequiredScopes};
use crate::project::index::{Component, Index};
use crate::syntax::edit;
use crate::text::Span;
use crate::words;

/// More names than this are not looked up.
const MOST_COMPARED: usize = 1_000;

/// A scope that nobody asks for and that components need.
pub struct Unmet<'i> {
    app: &'i Component<'i>,
    required: &'i RequiredScopes,
    scope: &'static str,
    /// Whether the type of the components takes it, not the records that they read.
    pub(super) of_type: bool,
    /// What needs it.
    places: Vec<(&'i RelPath, Span)>,
}

/// Every scope that nobody asks for and that components need.
pub(crate) fn unmet<'i>(index: &'i Index<'i>) -> Vec<Unmet<'i>> {
    let Some((app, required)) = index.app().and_then(|app| Some((app, app.facts.scopes.required.as_ref()?))) else {
        return Vec::new();
    };
    // An empty list is a mistake of its own.
    let is_certain = |component: &Component<'_>| !component.facts.scopes.uncertain;
    if required.is_empty || !index.components.iter().all(is_certain) {
        return Vec::new();
    }
    let asked = asked(index);
    // `missing-oauth-scope` says so of every OAuth app.
    let is_oauth = app.facts.auth_type.as_ref().is_some_and(|text| text.text == "oauth");
    let is_met = |need: &&Need| need.scopes.iter().any(|name| asked.contains(name) || is_oauth && *name == "oauth");
    let mut missing: BTreeMap<(bool, &str), Vec<(&RelPath, Span)>> = BTreeMap::new();
    // What the app cannot hold has to go anyway.
    for component in index.components.iter().filter(|component| !fit::is_misfit(app, component)) {
        for need in component.facts.scopes.needs.iter().filter(|need| !is_met(need)) {
            let places = need.scopes.first().map(|best| missing.entry((need.of_type, best)).or_default());
            places.into_iter().for_each(|places| places.push((component.path, need.span)));
        }
    }
    let unmet = |((of_type, scope), places)| Unmet { app, required, scope, of_type, places };
    missing.into_iter().map(unmet).collect()
}

impl Unmet<'_> {
    /// The finding of `rule` about it.
    pub(super) fn finding(&self, rule: &Rule) -> Option<Diagnostic> {
        let Unmet { app, required, scope, places, .. } = self;
        let (first, _) = places.first()?;
        let more = if places.len() > 1 {
            format!(" and {} more", words::count(places.len() - 1, "place"))
        } else {
            String::new()
        };
        let first = words::quoted(first.as_str());
        let message = format!("the app does not ask for the scope `{scope}`, which {first}{more} needs");
        let diagnostic = rule.at(app.path, required.name, message).help("add it to `requiredScopes`");
        let diagnostic = related::add(diagnostic, places.iter().copied(), places.len(), "this needs it");
        Some(match &required.addition {
            Some((span, [before, after])) => {
                let text = format!("{before}{}{after}", edit::quote(scope));
                diagnostic.fix(format!("add `{scope}`"), Safety::Unsafe, [(*span, text)])
            }
            None => diagnostic,
        })
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
