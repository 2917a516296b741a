//! # sensitive-scope
//!
//! A private app asks for sensitive data, which takes more of the account that installs it.
//!
//! ## Why it is wrong
//!
//! It is not. But such a scope can be granted only in accounts with an Enterprise subscription that have turned sensitive data
//! on; elsewhere the install fails where the scope is required.
//!
//! ## Example
//!
//! ```json
//! "distribution": "private",
//! "auth": { "type": "oauth", "requiredScopes": ["oauth", "crm.objects.contacts.sensitive.read"] }
//! ```
//!
//! ## How to fix
//!
//! Nothing, where the accounts meet the conditions. Else ask for it in `optionalScopes`, or not at all.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>

use crate::analysis::{app_config, scopes};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "sensitive-scope",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("sensitive_scope.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let is_private = |config| app_config::word(config, "distribution", "private").is_some();
    if !cx.config_of("app").is_some_and(is_private) {
        return;
    }
    let findings = scopes::asked(cx)
        .filter(|asked| asked.is_sensitive())
        .map(|asked| {
            let message = format!(
                "{} can be granted in Enterprise accounts with sensitive data only",
                message::quoted(asked.name)
            );
            cx.at(&RULE, asked.value.span(), message)
                .help("where other accounts install the app, ask for it as optional")
        });
    app_config::add(findings, out);
}
