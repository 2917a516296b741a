//! The scopes that calls of HubSpot's API require and the project does not request.

use std::collections::BTreeSet;

use catalog::Access;
use diagnostics::{RelPath, message};

use crate::code::Code;
use crate::code_scopes::{CallToken, CodeScopes, ScopeUse};
use crate::missing_scopes::{self, RequestedScopes};

/// The most scopes that are named where any of them is enough.
const MOST_NAMED: usize = 4;

/// A scope that calls require and the project does not request.
pub struct MissingApiScope<'c> {
    /// The narrowest one that is enough for all of the calls.
    pub scope: &'static str,
    /// Whether it is known that it is enough: whether the calls read or write, and to its end what the first one is about.
    pub is_certain: bool,
    /// The scopes any of which is enough for the first call, `scope` first. Scopes for sensitive data are left out.
    pub choices: Vec<&'static str>,
    /// At least one: first those that require this very scope, and of these those that run for sure, in the order of files and
    /// spans.
    pub uses: Vec<ScopeUse<'c>>,
}

/// What is missing, sorted by its first call.
pub fn of<'c>(code: &Code<'c>, requested: &RequestedScopes<'_>) -> Vec<MissingApiScope<'c>> {
    let mut unmet = Vec::new();
    for site in CodeScopes::of(code).uses {
        if site.token == CallToken::App
            && site.scopes.is_certain
            && !is_of_app_object(code, &site)
            && !requested.has_alternative(&site.alternatives)
            && !requested.has_alternative(&site.of_longer_paths)
        {
            unmet.push(site);
        }
    }
    if unmet.is_empty() {
        return Vec::new();
    }
    let reported: BTreeSet<&str> = missing_scopes::of(code.index)
        .iter()
        .map(|missing| missing.scope())
        .collect();
    // A scope that is enough for one call may be enough for another one with more alternatives.
    unmet.sort_by_key(|site| site.alternatives.len());
    let mut missing: Vec<MissingApiScope<'_>> = Vec::new();
    for site in unmet {
        if reported
            .iter()
            .any(|scope| catalog::is_alternative(scope, &site.alternatives))
        {
            continue;
        }
        let mut groups = missing.iter_mut();
        if let Some(group) =
            groups.find(|group| catalog::is_alternative(group.scope, &site.alternatives))
        {
            group.uses.push(site);
        } else if let Some(scope) = site.narrowest(&requested.names) {
            missing.push(MissingApiScope {
                scope,
                is_certain: true,
                choices: Vec::new(),
                uses: vec![site],
            });
        }
    }
    let entrypoints = entrypoints(code);
    for group in &mut missing {
        group.finish(&entrypoints);
    }
    missing.sort_by_key(|group| group.uses.first().map(|site| (site.file, site.span)));
    missing
}

/// Whether a call may be about an app object of the project, whose scopes have other names than those of custom objects.
fn is_of_app_object(code: &Code<'_>, site: &ScopeUse<'_>) -> bool {
    let may_be = site
        .alternatives
        .iter()
        .any(|scope| scope.starts_with("crm.app."));
    may_be
        && code
            .index
            .components
            .iter()
            .any(|component| component.facts.object_name.is_some())
}

/// The files whose calls run for sure.
fn entrypoints<'c>(code: &Code<'c>) -> BTreeSet<&'c RelPath> {
    let components = code.components().iter();
    components
        .filter_map(|component| Some(&component.entrypoint?.path))
        .collect()
}

impl MissingApiScope<'_> {
    /// Sorts the calls, and notes what is known about the first one.
    fn finish(&mut self, entrypoints: &BTreeSet<&RelPath>) {
        // What is said about the first one is said of those with the fewest alternatives.
        let numbers = self.uses.iter().map(|site| site.alternatives.len());
        let fewest = numbers.min().unwrap_or_default();
        self.uses.sort_by_key(|site| {
            let is_other = site.alternatives.len() > fewest;
            let is_exported = !entrypoints.contains(site.file);
            (is_other, is_exported, site.file, site.span)
        });
        if let Some(first) = self.uses.first() {
            self.is_certain = first.access != Access::Unknown && first.of_longer_paths.is_empty();
            self.choices = choices(self.scope, first);
        }
    }

    /// What is wrong, at the first call.
    pub fn message(&self) -> Option<String> {
        let first = self.uses.first()?;
        let call = message::quoted(first.shown.trim_start_matches("request "));
        let scopes = match self.choices.len() {
            0 | 1 => format!("scope {}", message::quoted(self.scope)),
            number if number > MOST_NAMED => {
                let names = self.choices.iter().take(MOST_NAMED - 1);
                let names: Vec<String> = names.map(|name| message::quoted(name)).collect();
                let others = number - names.len();
                format!("one of the scopes {} or {others} others", names.join(", "))
            }
            _ => {
                let names = message::any_of(self.choices.iter().copied());
                format!("one of the scopes {names}")
            }
        };
        Some(format!(
            "{call} requires {scopes}, which the app does not request; HubSpot refuses the call"
        ))
    }

    /// The scopes that are offered: the best one alone if there are too many to choose from.
    pub fn offered(&self) -> &[&'static str] {
        let named = match self.choices.len() {
            number if number > MOST_NAMED => MOST_NAMED - 1,
            number => number,
        };
        self.choices.get(..named).unwrap_or_default()
    }

    /// How another call is related to the first one.
    pub fn relation(&self, other: &ScopeUse<'_>) -> Relation {
        let choices = choices(self.scope, other);
        if choices == self.choices && choices.len() > 1 {
            Relation::RequiresOne
        } else if choices == [self.scope] {
            Relation::Requires
        } else {
            Relation::Satisfied
        }
    }
}

/// What a missing scope is for a call that is not the first one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    Requires,
    /// It requires one of the same scopes.
    RequiresOne,
    /// It requires a scope, and this one is enough.
    Satisfied,
}

/// The scopes any of which is enough for a call, this one first, as far as they can be named.
fn choices(scope: &'static str, site: &ScopeUse<'_>) -> Vec<&'static str> {
    let mut choices = vec![scope];
    for alternative in site.alternatives.iter().chain(&site.of_longer_paths) {
        let names: Vec<&str> = match alternative.strip_suffix('*') {
            // Those of app objects contain the id of the app.
            Some("crm.app." | "crm.app.objects.") => continue,
            Some(beginning) => {
                let scopes = catalog::scopes().iter().map(|scope| scope.name);
                scopes.filter(|name| name.starts_with(beginning)).collect()
            }
            None => vec![alternative],
        };
        for name in names {
            if !choices.contains(&name) && can_be_added(name) {
                choices.push(name);
            }
        }
    }
    choices
}

fn can_be_added(name: &str) -> bool {
    let is_sensitive = name.contains(".sensitive.") || name.contains(".highly_sensitive.");
    catalog::scope(name).is_some_and(|scope| scope.status.is_requestable() && !scope.deprecated)
        && !is_sensitive
}
