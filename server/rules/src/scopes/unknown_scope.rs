//! # unknown-scope
//!
//! A scope is not in any list of scopes that HubSpot publishes.
//!
//! ## What it does
//!
//! Compares the scopes of the app with `schemas/scopes.json`. HubSpot creates scopes for every app
//! object: `crm.app.objects.<FQN>.view`, `.create`, `.edit`, `.delete` and `.merge`,
//! `crm.app.schemas.<FQN>.read` and `.properties.write`. The fully qualified name (FQN) is
//! `a<appId>_<name>` with the lowercase name of the app object. In a project with app objects,
//! such a scope for any other object is reported too.
//!
//! ## Why
//!
//! HubSpot refuses an install URL with an unknown scope, and an unknown scope in the app grants
//! nothing. HubSpot adds scopes often, so a new or unpublished scope may be correct.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.quote.read"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.quotes.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Write the scope as on HubSpot's page of scopes. Do not derive a scope from another:
//! `crm.pipelines.orders.read` exists, `crm.pipelines.deals.read` does not.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>;
//! HubSpot's API specifications. The fully qualified name:
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/quickstart-guide-to-app-objects>;
//! two unrelated public projects have scopes for app objects.

use crate::rule;
use analysis::app_object_scopes::DeclaredAppObjects;
use analysis::components::ComponentFile;
use analysis::scopes::{self, RequestedScope};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_scope.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let mut unknown = scopes::requested(cx)
        .filter(|request| request.known.is_none())
        .peekable();
    if unknown.peek().is_none() {
        return;
    }
    let declared = DeclaredAppObjects::around(cx);
    let diagnostics = unknown.filter_map(|request| match catalog::app_object_scope(request.name) {
        Some(_) => declared.problem(cx, &RULE, &request),
        None => Some(unpublished(cx, &request)),
    });
    list_limit::add(diagnostics, out);
}

fn unpublished(cx: &FileContext<'_>, request: &RequestedScope<'_>) -> Diagnostic {
    let message = format!(
        "unknown scope {}; not in HubSpot's list of scopes",
        message::quoted(request.name)
    );
    let diagnostic = cx.at(&RULE, request.value.span(), message);
    let app_object_scope = catalog::suggest_app_object_scope(request.name);
    let suggestion = match &app_object_scope {
        Some(scope) => Some(scope.as_str()),
        None => scopes::meant(request.name).map(|scope| scope.name),
    };
    match suggestion {
        Some(suggestion) => scopes::replace(
            diagnostic.help(format!("did you mean `{suggestion}`?")),
            request,
            &[suggestion],
        ),
        None => diagnostic.help(
            "compare it with HubSpot's list of scopes; a new or unpublished scope may be valid",
        ),
    }
}
