//! The scopes that components require and the project does not request: computed once for the rules that report them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::{compatibility, related, scopes};
use diagnostics::{Diagnostic, RelPath, Rule, Safety, Span, message};
use project::facts::{RequiredScopes, ScopeReason, ScopeRequirement};
use project::index::{Component, Index};

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
    let Some(requested) = RequestedScopes::of_components(index) else {
        return Vec::new();
    };
    let (app, required) = (requested.app, requested.required);
    let is_static = match &app.facts.auth_type {
        Some(auth_type) => auth_type.text == "static",
        None => false,
    };
    let mut missing: BTreeMap<(bool, &str), MissingScope<'_>> = BTreeMap::new();
    for component in &index.components {
        for requirement in &component.facts.scopes.requirements {
            let Some(scope) = requirement.scopes.first() else {
                continue;
            };
            if requested.meets(requirement) {
                continue;
            }
            // A component that the app does not support has to be removed anyway.
            if compatibility::is_incompatible(app, component) {
                break;
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

impl MissingScope<'_> {
    /// The name of the scope.
    pub fn scope(&self) -> &'static str {
        self.scope
    }

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
        if let Some(addition) = &self.required.addition {
            let edit = addition.edit(scope);
            diagnostic = diagnostic.fix(format!("add `{scope}`"), Safety::Unsafe, [edit]);
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

/// The scopes that the project requests, if all of them are known.
pub struct RequestedScopes<'i> {
    pub app: &'i Component<'i>,
    pub required: &'i RequiredScopes,
    pub names: BTreeSet<&'i str>,
    /// What misspelled or replaced ones mean, which other rules report; most projects get along without the search.
    meant: OnceCell<BTreeSet<&'static str>>,
}

impl<'i> RequestedScopes<'i> {
    /// `None` also for an empty list, which another rule reports.
    fn of_components(index: &'i Index<'_>) -> Option<RequestedScopes<'i>> {
        let requested = RequestedScopes::of(index)?;
        if requested.required.is_empty {
            return None;
        }
        Some(requested)
    }

    pub fn of(index: &'i Index<'_>) -> Option<RequestedScopes<'i>> {
        let app = index.app()?;
        let required = app.facts.scopes.required.as_ref()?;
        if has_uncertain_scopes(index) {
            return None;
        }
        Some(RequestedScopes {
            app,
            required,
            names: index
                .components
                .iter()
                .flat_map(|component| &component.facts.scopes.requested)
                .flat_map(|string| string.split(scopes::is_separator))
                .filter(|name| !name.is_empty())
                .collect(),
            meant: OnceCell::new(),
        })
    }

    /// Whether one of the scopes that are enough for a call of the API is requested.
    pub fn has_alternative(&self, alternatives: &[&str]) -> bool {
        let mut names = self.names.iter();
        names.any(|name| catalog::is_alternative(name, alternatives))
            || self
                .meant()
                .iter()
                .any(|name| catalog::is_alternative(name, alternatives))
    }

    /// Whether any of the sufficient scopes is requested. `missing-oauth-scope` reports `oauth`.
    fn meets(&self, requirement: &ScopeRequirement) -> bool {
        let sufficient = &requirement.scopes;
        // Nearly all are requested by their own names, and the search for equivalents takes longer.
        if sufficient
            .iter()
            .any(|name| *name == "oauth" || self.names.contains(name))
        {
            return true;
        }
        let equivalents: Vec<&str> = sufficient
            .iter()
            .flat_map(|name| catalog::equivalents(name))
            .collect();
        equivalents.iter().any(|name| self.names.contains(name))
            || sufficient
                .iter()
                .chain(&equivalents)
                .any(|name| self.meant().contains(name))
    }

    fn meant(&self) -> &BTreeSet<&'static str> {
        self.meant.get_or_init(|| {
            let names = self.names.iter().take(MOST_COMPARED);
            names.flat_map(|name| meant_by(name)).collect()
        })
    }
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
