//! # unknown-scope
//!
//! A scope is in no list of scopes that HubSpot publishes.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses an install link with a scope that it does not know, and a list of scopes with an invented or misspelt
//! name asks for nothing. HubSpot adds scopes all the time, so a name that is new or not published may be right.
//!
//! ## Example
//!
//! ```json
//! "requiredScopes": ["oauth", "crm.objects.contact.read", "crm.pipelines.deals.read"]
//! ```
//!
//! ## How to fix
//!
//! Write the name as it stands on HubSpot's page of scopes. Names are not made by analogy: there is a
//! `crm.pipelines.orders.read` and no `crm.pipelines.deals.read`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>; HubSpot's API
//! specifications. The list is `schemas/scopes.json`.

use super::{Check, DocumentCx, Rule, app_config, scopes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-scope",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("unknown_scope.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let unknown = scopes::asked(cx).filter(|asked| asked.known.is_none());
    let findings = unknown.map(|asked| {
        let message = format!("HubSpot publishes no scope {}", words::quoted(asked.name));
        let diagnostic = cx.at(&RULE, asked.value.span(), message);
        match scopes::meant(asked.name) {
            Some(meant) => {
                scopes::replace(diagnostic.help(format!("did you mean `{}`?", meant.name)), &asked, &[meant.name])
            }
            None => diagnostic.help("compare it with HubSpot's page of scopes; a new or unpublished one may be right"),
        }
    });
    app_config::add(findings, out);
}
