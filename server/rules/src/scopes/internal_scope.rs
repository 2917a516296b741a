//! # internal-scope
//!
//! A scope is the name of a permission that apps most likely cannot ask for.
//!
//! ## Why it is wrong
//!
//! The name stands in HubSpot's API specifications, but neither on its page of scopes nor in the scope picker: it is what a
//! user or HubSpot itself needs, not what an app is granted.
//!
//! ## Example
//!
//! ```json
//! "requiredScopes": ["oauth", "crm-access"]
//! ```
//!
//! ## How to fix
//!
//! Ask for the scope that the guide to the API names, or remove it. Pages of endpoints print such names for pipeline rules: there
//! `crm-pipelines-governance-read` stands for the scope `crm.pipelines.governance.read`.
//!
//! ## Source
//!
//! HubSpot's API specifications at <https://github.com/HubSpot/HubSpot-public-api-spec-collection> against
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>; scopes of pipeline rules:
//! <https://developers.hubspot.com/docs/api-reference/latest/crm/pipelines/rules/guide>.

use crate::rule;
use analysis::{FileContext, app_config, scopes};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, message};

rule! {
    file: "internal_scope.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let findings = scopes::of_status(cx, ScopeStatus::Internal).map(|(asked, scope)| {
        let message = format!(
            "{} is a permission of HubSpot's own; apps most likely cannot ask for it",
            message::quoted(asked.name)
        );
        let diagnostic = cx.at(&RULE, asked.value.span(), message);
        if scope.replacement.is_some() {
            return scopes::replace_as_known(diagnostic, &asked, scope);
        }
        scopes::remove(
            diagnostic.help("ask for the scope that the page of the API names, or remove it"),
            &asked,
        )
        .display_only()
    });
    app_config::add(findings, out);
}
