//! # client-credentials-scope
//!
//! A scope is asked for with a client credentials token, never in a file.
//!
//! ## Why it is wrong
//!
//! The scopes of the webhooks journal belong in the request for a token with the grant `client_credentials`. No user
//! grants them at install.
//!
//! ## Example
//!
//! ```json
//! "requiredScopes": ["oauth", "developer.webhooks_journal.read"]
//! ```
//!
//! ## How to fix
//!
//! Remove it, and name it in the request for the token.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide>

use crate::analysis::{app_config, scopes};
use crate::{Check, DocumentCx, Rule};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "client-credentials-scope",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide",
    file: include_str!("client_credentials_scope.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let findings = scopes::of_status(cx, ScopeStatus::ClientCredentials).map(|(asked, _)| {
        let message = format!(
            "{} belongs in the request for a client credentials token",
            message::quoted(asked.name)
        );
        scopes::remove(
            cx.at(&RULE, asked.value.span(), message)
                .help("remove it from this list"),
            &asked,
        )
    });
    app_config::add(findings, out);
}
