//! # removed-scope
//!
//! A scope no longer exists.
//!
//! ## Why it is wrong
//!
//! HubSpot has removed it; the page that asks for permission calls it an invalid scope.
//!
//! ## Example
//!
//! ```json
//! "requiredScopes": ["oauth", "contacts"]
//! ```
//!
//! ## How to fix
//!
//! Ask for the scopes that have taken its place, here `crm.objects.contacts.read` and `crm.objects.contacts.write`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/upcoming-contacts-scope-sunset>;
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes> no longer lists it.

use crate::rule;
use analysis::{FileContext, app_config, scopes};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, message};

rule! {
    file: "removed_scope.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let findings = scopes::of_status(cx, ScopeStatus::Removed).map(|(asked, scope)| {
        let message = format!(
            "HubSpot has removed the scope {}",
            message::quoted(asked.name)
        );
        scopes::replace_as_known(cx.at(&RULE, asked.value.span(), message), &asked, scope)
    });
    app_config::add(findings, out);
}
