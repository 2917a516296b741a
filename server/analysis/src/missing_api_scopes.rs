//! The scopes that calls of HubSpot's API require and the project does not request.

use std::collections::BTreeSet;

use catalog::Access;
use diagnostics::message;

use crate::code::Code;
use crate::code_scopes::{CodeScopes, ScopeUse};
use crate::missing_scopes::{self, RequestedScopes};

/// A scope that calls require and the project does not request.
pub struct MissingApiScope<'c> {
    /// The narrowest one that is enough for all of the calls.
    pub scope: &'static str,
    /// Whether it is known that the calls require this one, and not another one: whether they read or write is known.
    pub is_certain: bool,
    /// The scopes any of which is enough for the first call.
    pub alternatives: Vec<&'static str>,
    /// At least one: first those that require this very scope, in the order of files and spans.
    pub uses: Vec<ScopeUse<'c>>,
}

/// What is missing, sorted by its first call.
pub fn of<'c>(code: &Code<'c>, requested: &RequestedScopes<'_>) -> Vec<MissingApiScope<'c>> {
    let mut unmet = Vec::new();
    for site in CodeScopes::of(code).uses {
        if site.is_of_app
            && site.scopes.is_certain
            && !is_of_app_object(code, &site)
            && !requested.has_alternative(&site.alternatives)
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
                is_certain: site.access != Access::Unknown,
                alternatives: site.alternatives.clone(),
                uses: vec![site],
            });
        }
    }
    for group in &mut missing {
        // What is said about the first one is said of those with the fewest alternatives.
        let fewest = group.alternatives.len();
        group
            .uses
            .sort_by_key(|site| (site.alternatives.len() > fewest, site.file, site.span));
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

impl MissingApiScope<'_> {
    /// What is wrong, at the first call.
    pub fn message(&self) -> Option<String> {
        let first = self.uses.first()?;
        let verb = match first.access {
            Access::Read => "reading",
            Access::Write => "changing",
            Access::Unknown => "accessing",
        };
        let about = &first.scopes.name;
        let scopes = if self.is_certain {
            message::quoted(self.scope)
        } else {
            let names = self.alternatives.iter().filter(|name| !name.ends_with('*'));
            names
                .map(|name| message::quoted(name))
                .collect::<Vec<_>>()
                .join(" or ")
        };
        Some(format!(
            "{verb} {about} requires scope {scopes}, which the app does not request; HubSpot refuses the call"
        ))
    }
}
