//! The scopes that components need, against those that the project asks for: compared once for the rules that tell of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{compatibility, related, scopes};
use diagnostics::{Diagnostic, RelPath, Rule, Safety, Span, message};
use project::facts::{RequiredScopes, ScopeReason, ScopeRequirement};
use project::index::{Component, Index};
use syntax::edit;

/// More names than this are not looked up.
const MOST_COMPARED: usize = 1_000;

/// A scope that nobody asks for and that components need.
pub struct MissingScope<'i> {
    app: &'i Component<'i>,
    required: &'i RequiredScopes,
    scope: &'static str,
    /// What takes it: the most severe reason of all places.
    pub kind: Kind,
    /// What needs it.
    places: Vec<(&'i RelPath, Span)>,
}

/// What is to be expected of HubSpot where a scope is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The type of a component takes it.
    OfType,
    /// HubSpot refuses the upload: a card of an app with static auth.
    Refused,
    /// Records cannot be read.
    Records,
}

/// What components need by their type.
pub fn of_type<'i>(index: &'i Index<'_>) -> impl Iterator<Item = &'i ScopeRequirement> {
    let all = index
        .components
        .iter()
        .flat_map(|component| &component.facts.scopes.requirements);
    all.filter(|need| need.reason == ScopeReason::Type)
}

/// Every scope that nobody asks for and that components need.
pub fn of<'i>(index: &'i Index<'i>) -> Vec<MissingScope<'i>> {
    let Some((app, required)) = index
        .app()
        .and_then(|app| Some((app, app.facts.scopes.required.as_ref()?)))
    else {
        return Vec::new();
    };
    // An empty list is reported by another rule.
    let is_certain = |component: &Component<'_>| !component.facts.scopes.uncertain;
    if required.is_empty || !index.components.iter().all(is_certain) {
        return Vec::new();
    }
    let asked = asked(index);
    let is_static = app
        .facts
        .auth_type
        .as_ref()
        .is_some_and(|text| text.text == "static");
    let mut missing: BTreeMap<(bool, &str), MissingScope<'_>> = BTreeMap::new();
    for component in &index.components {
        // What the app cannot hold has to go anyway.
        if compatibility::is_misfit(app, component) {
            continue;
        }
        for need in &component.facts.scopes.requirements {
            let Some(scope) = need.scopes.first() else {
                continue;
            };
            if is_met(need, &asked) {
                continue;
            }
            let kind = match need.reason {
                ScopeReason::Type => Kind::OfType,
                ScopeReason::Card if is_static => Kind::Refused,
                ScopeReason::Card | ScopeReason::Records => Kind::Records,
            };
            let new = || MissingScope {
                app,
                required,
                scope,
                kind,
                places: Vec::new(),
            };
            let unmet = missing
                .entry((kind == Kind::OfType, scope))
                .or_insert_with(new);
            if kind == Kind::Refused {
                unmet.kind = kind;
            }
            unmet.places.push((component.path, need.span));
        }
    }
    missing.into_values().collect()
}

/// Whether any of the scopes that are enough is asked for. `missing-oauth-scope` speaks of `oauth`.
fn is_met(need: &ScopeRequirement, asked: &BTreeSet<&str>) -> bool {
    let is_known = |name: &&str| *name == "oauth" || asked.contains(name);
    let has_equivalent = |name: &&str| catalog::equivalents(name).any(|one| asked.contains(one));
    // Nearly all are asked for by their names, and the search for others takes longer.
    need.scopes.iter().any(is_known) || need.scopes.iter().any(has_equivalent)
}

impl MissingScope<'_> {
    /// The problem of `rule` about it.
    pub fn finding(&self, rule: &Rule) -> Option<Diagnostic> {
        let MissingScope {
            app,
            required,
            scope,
            places,
            ..
        } = self;
        let (first, _) = places.first()?;
        let components: BTreeSet<&RelPath> = places.iter().map(|(path, _)| *path).collect();
        let first = message::quoted(first.as_str());
        let who = match components.len() {
            1 => format!("{first} requires"),
            number => format!(
                "{first} and {} require",
                message::count(number - 1, "other component")
            ),
        };
        let mut message = format!("{who} scope `{scope}`, which the app does not request");
        if self.kind == Kind::Refused {
            message.push_str("; HubSpot refuses the upload");
        }
        let diagnostic = rule
            .at(app.path, required.name, message)
            .missing(*scope)
            .help("add it to `requiredScopes`");
        let diagnostic = related::add(
            diagnostic,
            places.iter().copied(),
            places.len(),
            "requires it",
        );
        Some(match &required.addition {
            Some((span, [before, after])) => {
                let text = format!("{before}{}{after}", edit::quote(scope));
                diagnostic.fix(format!("add `{scope}`"), Safety::Unsafe, [(*span, text)])
            }
            None => diagnostic,
        })
    }
}

/// The scopes that the project asks for; where a name is wrong, those that are meant by it, because that is a problem of its
/// own.
fn asked<'i>(index: &'i Index<'_>) -> BTreeSet<&'i str> {
    let texts = index
        .components
        .iter()
        .flat_map(|component| &component.facts.scopes.requested);
    let names = texts
        .flat_map(|text| text.split(scopes::is_separator))
        .filter(|name| !name.is_empty());
    let mut asked: BTreeSet<&str> = names.collect();
    let meant = |name: &&str| match catalog::scope(name) {
        Some(scope) => scope
            .replacement
            .map_or_else(Vec::new, |names| names.split(", ").collect()),
        None if catalog::app_object_scope(name).is_some() => Vec::new(),
        None => scopes::meant(name)
            .map(|scope| scope.name)
            .into_iter()
            .collect(),
    };
    let meant: Vec<&'static str> = asked.iter().take(MOST_COMPARED).flat_map(meant).collect();
    asked.extend(meant);
    asked
}
