//! The scopes that components require and the project does not request: computed once for the rules that report them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{compatibility, related, scopes};
use diagnostics::{Diagnostic, RelPath, Rule, Safety, Span, message};
use project::facts::{RequiredScopes, ScopeReason, ScopeRequirement};
use project::index::{Component, Index};
use syntax::edit;

/// More requested names than this are not checked for misspellings.
const MOST_COMPARED: usize = 1_000;

/// A scope that components require and the project does not request.
pub struct MissingScope<'i> {
    app: &'i Component<'i>,
    required: &'i RequiredScopes,
    scope: &'static str,
    /// The most severe one of all its uses.
    pub impact: Impact,
    /// What requires it.
    uses: Vec<(&'i RelPath, Span)>,
}

/// What happens without the scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Impact {
    /// A component does not work: its type requires the scope.
    RequiredByType,
    /// HubSpot refuses the upload: a card of an app with static auth requires the scope.
    UploadRefused,
    /// Records cannot be read.
    RecordsUnreadable,
}

/// What components require by their type.
pub fn of_type<'i>(index: &'i Index<'_>) -> impl Iterator<Item = &'i ScopeRequirement> {
    index
        .components
        .iter()
        .flat_map(|component| &component.facts.scopes.requirements)
        .filter(|requirement| requirement.reason == ScopeReason::Type)
}

/// All missing scopes, sorted: those that records require first.
pub fn of<'i>(index: &'i Index<'i>) -> Vec<MissingScope<'i>> {
    let Some(app) = index.app() else {
        return Vec::new();
    };
    let Some(required) = &app.facts.scopes.required else {
        return Vec::new();
    };
    // Another rule reports an empty list.
    if required.is_empty || has_uncertain_scopes(index) {
        return Vec::new();
    }
    let requested = requested(index);
    let is_static = match &app.facts.auth_type {
        Some(auth_type) => auth_type.text == "static",
        None => false,
    };
    let mut missing: BTreeMap<(bool, &str), MissingScope<'_>> = BTreeMap::new();
    for component in &index.components {
        // A component that the app does not support has to be removed anyway.
        if compatibility::is_incompatible(app, component) {
            continue;
        }
        for requirement in &component.facts.scopes.requirements {
            let Some(scope) = requirement.scopes.first() else {
                continue;
            };
            if is_met(requirement, &requested) {
                continue;
            }
            let impact = impact(requirement.reason, is_static);
            let entry = missing
                .entry((impact == Impact::RequiredByType, scope))
                .or_insert_with(|| MissingScope {
                    app,
                    required,
                    scope,
                    impact,
                    uses: Vec::new(),
                });
            if impact == Impact::UploadRefused {
                entry.impact = impact;
            }
            entry.uses.push((component.path, requirement.span));
        }
    }
    missing.into_values().collect()
}

fn has_uncertain_scopes(index: &Index<'_>) -> bool {
    index
        .components
        .iter()
        .any(|component| component.facts.scopes.uncertain)
}

fn impact(reason: ScopeReason, is_static: bool) -> Impact {
    match reason {
        ScopeReason::Type => Impact::RequiredByType,
        ScopeReason::Card if is_static => Impact::UploadRefused,
        ScopeReason::Card | ScopeReason::Records => Impact::RecordsUnreadable,
    }
}

/// Whether any of the sufficient scopes is requested. `missing-oauth-scope` reports `oauth`.
fn is_met(requirement: &ScopeRequirement, requested: &BTreeSet<&str>) -> bool {
    // Nearly all are requested by their own names, and the search for equivalents takes longer.
    let mut scopes = requirement.scopes.iter().copied();
    scopes
        .clone()
        .any(|name| name == "oauth" || requested.contains(name))
        || scopes.any(|name| catalog::equivalents(name).any(|name| requested.contains(name)))
}

impl MissingScope<'_> {
    /// The diagnostic of `rule` about it.
    pub fn diagnostic(&self, rule: &Rule) -> Option<Diagnostic> {
        let scope = self.scope;
        let mut diagnostic = rule
            .at(self.app.path, self.required.name, self.message()?)
            .missing(scope)
            .help("add it to `requiredScopes`");
        diagnostic = related::add(
            diagnostic,
            self.uses.iter().copied(),
            self.uses.len(),
            "requires it",
        );
        if let Some((span, [before, after])) = &self.required.addition {
            let entry = format!("{before}{}{after}", edit::quote(scope));
            diagnostic = diagnostic.fix(format!("add `{scope}`"), Safety::Unsafe, [(*span, entry)]);
        }
        Some(diagnostic)
    }

    fn message(&self) -> Option<String> {
        let (first, _) = self.uses.first()?;
        let first = message::quoted(first.as_str());
        let components: BTreeSet<&RelPath> = self.uses.iter().map(|(path, _)| *path).collect();
        let subject = match components.len() {
            1 => format!("{first} requires"),
            number => format!(
                "{first} and {} require",
                message::count(number - 1, "other component")
            ),
        };
        let mut message = format!(
            "{subject} scope `{}`, which the app does not request",
            self.scope
        );
        if self.impact == Impact::UploadRefused {
            message.push_str("; HubSpot refuses the upload");
        }
        Some(message)
    }
}

/// The scopes that the project requests, and what misspelled or replaced ones mean: other rules report those.
fn requested<'i>(index: &'i Index<'_>) -> BTreeSet<&'i str> {
    let mut requested: BTreeSet<&str> = index
        .components
        .iter()
        .flat_map(|component| &component.facts.scopes.requested)
        .flat_map(|string| string.split(scopes::is_separator))
        .filter(|name| !name.is_empty())
        .collect();
    let mut meant = Vec::new();
    for name in requested.iter().take(MOST_COMPARED) {
        meant.extend(meant_by(name));
    }
    requested.extend(meant);
    requested
}

/// The scopes that a name means if it is not the right name of one.
fn meant_by(name: &str) -> Vec<&'static str> {
    match catalog::scope(name) {
        Some(scope) => match scope.replacement {
            Some(names) => names.split(", ").collect(),
            None => Vec::new(),
        },
        None if catalog::app_object_scope(name).is_some() => Vec::new(),
        None => match scopes::meant(name) {
            Some(scope) => vec![scope.name],
            None => Vec::new(),
        },
    }
}
