//! # tier-bound-required-scope
//!
//! A marketplace app requires a scope that only some accounts can grant.
//!
//! ## What it does
//!
//! Reports scopes in `requiredScopes` that depend on the subscription of the account, or on another
//! condition. It does not report a scope that a component of the project requires, such as a card on
//! these records, nor one that every account may be able to grant and only some can use (`e-commerce`).
//! `sensitive-scope-in-marketplace` reports scopes for sensitive data. Scopes for custom objects are not
//! reported in a project with app objects, whose scopes are not documented.
//!
//! ## Why
//!
//! An account must grant all required scopes to install the app. HubSpot's requirements for a listing
//! say that scopes which only some users need belong in `conditionallyRequiredScopes` or
//! `optionalScopes`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": {
//!       "requiredScopes": [
//!         "oauth",
//!         "timeline",
//!         "crm.objects.contacts.read",
//!         "crm.objects.deals.read",
//!         "crm.objects.custom.read",
//!         "crm.objects.leads.read"
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.leads.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! If the app works without the scope, move it to `optionalScopes`, or to
//! `conditionallyRequiredScopes` if it is for a part of the app with an install URL of its own. If the
//! whole app depends on it, leave it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/list-apps/listing-your-app/app-marketplace-listing-requirements>;
//! what each scope depends on: <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>.

use std::collections::BTreeSet;

use crate::rule;
use analysis::components::{Component, strings};
use analysis::list_limit;
use catalog::Scope;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "tier_bound_required_scope.rs",
    severity: Info,
    since: "0.1.0",
    check: Project(check),
}

/// How conditions begin that are about the use of a scope: other accounts may be able to grant it.
const UNCERTAIN: [&str; 2] = ["Only useful in", "Products API needs"];

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(component) = index.app() else {
        return;
    };
    let Some(document) = index.project.documents.get(component.path) else {
        return;
    };
    let config = document.syntax.root().and_then(|root| root.get("config"));
    let Component::App(app) = Component::of(component.facts.component, config) else {
        return;
    };
    if app.distribution_if("marketplace").is_none() {
        return;
    }
    let Some(list) = app.auth().and_then(|auth| auth.required_scopes()) else {
        return;
    };
    let of_components = required_by_components(index);
    let has_app_objects = index
        .components
        .iter()
        .any(|component| component.facts.counts_as("app-object"));
    let mut diagnostics = Vec::new();
    for (value, name) in strings(list.value) {
        let Some(scope) = catalog::scope(name) else {
            continue;
        };
        let is_for_objects = has_app_objects && scope.name.contains(".custom.");
        if is_for_objects || of_components.contains(scope.name) {
            continue;
        }
        let Some(requires) = tier(scope) else {
            continue;
        };
        let text = format!(
            "the app requires {} of every account, but not all can grant it: {requires}",
            message::quoted(name)
        );
        diagnostics.push(
            RULE.at(component.path, value.span(), text).help(
                "move it to `conditionallyRequiredScopes` or `optionalScopes` if the app works without it",
            ),
        );
    }
    list_limit::add(diagnostics.into_iter(), out);
}

/// What an account must have to grant a scope, if that is certain and no other rule reports the scope.
fn tier(scope: &Scope) -> Option<&'static str> {
    let requires = scope.requires?;
    let is_uncertain = UNCERTAIN.iter().any(|start| requires.starts_with(start));
    if is_uncertain || scope.deprecated || scope.is_sensitive() {
        None
    } else {
        Some(requires)
    }
}

/// The scopes without which a component of the project does not work.
fn required_by_components(index: &Index<'_>) -> BTreeSet<&'static str> {
    let mut scopes = BTreeSet::new();
    for component in &index.components {
        for requirement in &component.facts.scopes.requirements {
            for scope in &requirement.scopes {
                scopes.extend(catalog::equivalents(scope));
            }
        }
    }
    scopes
}
