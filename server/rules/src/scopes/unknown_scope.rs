//! # unknown-scope
//!
//! A scope is in no list of scopes that HubSpot publishes.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses an install link with a scope that it does not know, and a list of scopes with an invented or misspelt
//! name asks for nothing. HubSpot adds scopes all the time, so a name that is new or not published may be right.
//!
//! For each app object HubSpot makes scopes of its own: `crm.app.objects.<FQN>.view`, `.create`, `.edit`, `.delete` and `.merge`,
//! `crm.app.schemas.<FQN>.read` and `.properties.write`. The fully qualified name (FQN) is `a<appId>_<name>`, with the name of the
//! app object in lower case. Where a project has app objects, a scope for another one is reported too.
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
//! specifications. The list is `schemas/scopes.json`. The fully qualified name:
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/quickstart-guide-to-app-objects>; the
//! scopes for app objects were seen in two unrelated public projects.

use crate::analysis::app_config;
use crate::analysis::app_object_scopes::Declared;
use crate::analysis::scopes::{self, Asked};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-scope",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("unknown_scope.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let declared = Declared::around(cx);
    let unknown = scopes::asked(cx).filter(|asked| asked.known.is_none());
    let findings = unknown.filter_map(|asked| match catalog::app_object_scope(asked.name) {
        Some(_) => declared.problem(cx, &RULE, &asked),
        None => Some(unpublished(cx, &asked)),
    });
    app_config::add(findings, out);
}

fn unpublished(cx: &DocumentCx<'_>, asked: &Asked<'_>) -> Diagnostic {
    let message = format!("HubSpot publishes no scope {}", message::quoted(asked.name));
    let diagnostic = cx.at(&RULE, asked.value.span(), message);
    let of_app_object = catalog::suggest_app_object_scope(asked.name);
    let meant = of_app_object
        .as_deref()
        .or_else(|| scopes::meant(asked.name).map(|scope| scope.name));
    match meant {
        Some(meant) => scopes::replace(
            diagnostic.help(format!("did you mean `{meant}`?")),
            asked,
            &[meant],
        ),
        None => diagnostic.help(
            "compare it with HubSpot's page of scopes; a new or unpublished one may be right",
        ),
    }
}
