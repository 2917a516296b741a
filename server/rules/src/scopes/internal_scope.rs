//! # internal-scope
//!
//! A scope is the name of a HubSpot permission that apps most likely cannot request.
//!
//! ## What it does
//!
//! Checks every scope list of the app against the permission names that are only in HubSpot's API
//! specifications.
//!
//! ## Why
//!
//! The name appears in HubSpot's API specifications, but neither on its page of scopes nor in the
//! scope picker. It is a permission of a user or of HubSpot itself, not one that an app is granted.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm-access"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.companies.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Request the scope that the API's guide names, or remove it. The endpoint pages of pipeline rules
//! print such names: `crm-pipelines-governance-read` there means the scope
//! `crm.pipelines.governance.read`.
//!
//! ## Source
//!
//! HubSpot's API specifications at <https://github.com/HubSpot/HubSpot-public-api-spec-collection>,
//! compared with
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>;
//! scopes of pipeline rules:
//! <https://developers.hubspot.com/docs/api-reference/latest/crm/pipelines/rules/guide>.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, list_limit, scopes};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, message};

rule! {
    file: "internal_scope.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = scopes::of_status(cx, ScopeStatus::Internal).map(|(request, scope)| {
        let message = format!(
            "{} is an internal permission of HubSpot; apps most likely cannot request it",
            message::quoted(request.name)
        );
        let diagnostic = cx.at(&RULE, request.value.span(), message);
        if scope.replacement.is_some() {
            return scopes::replace_as_known(diagnostic, &request, scope);
        }
        scopes::remove(
            diagnostic.help("request the scope listed on the page of the API, or remove it"),
            &request,
        )
        .display_only()
    });
    list_limit::add(diagnostics, out);
}
