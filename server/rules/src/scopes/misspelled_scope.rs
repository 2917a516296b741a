//! # misspelled-scope
//!
//! A scope is misspelt in a way that HubSpot's own page of scopes once printed.
//!
//! ## Why it is wrong
//!
//! HubSpot knows no scope of this name; its API specifications and the scope picker have the right one.
//!
//! ## Example
//!
//! ```json
//! "requiredScopes": ["oauth", "settings.users.team.write"]
//! ```
//!
//! ## How to fix
//!
//! Write the right name, here `settings.users.teams.write`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes> against HubSpot's API
//! specifications at <https://github.com/HubSpot/HubSpot-public-api-spec-collection>.

use crate::analysis::{app_config, scopes};
use crate::{Check, DocumentCx, Rule};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "misspelled-scope",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("misspelled_scope.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let findings = scopes::of_status(cx, ScopeStatus::Misspelled).map(|(asked, scope)| {
        let message = format!(
            "{} is misspelt: HubSpot knows no such scope",
            message::quoted(asked.name)
        );
        scopes::replace_as_known(cx.at(&RULE, asked.value.span(), message), &asked, scope)
    });
    app_config::add(findings, out);
}
