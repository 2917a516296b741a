//! # sensitive-scope-in-marketplace
//!
//! An app with marketplace distribution asks for sensitive data, for which HubSpot has to approve the app.
//!
//! ## Why it is wrong
//!
//! Until HubSpot has put the app on its list, a deploy fails with `scope isn't available to this app`. Such a scope can also
//! be granted only in accounts with an Enterprise subscription that have turned sensitive data on.
//!
//! ## Example
//!
//! ```json
//! "distribution": "marketplace",
//! "auth": { "type": "oauth", "requiredScopes": ["oauth", "crm.objects.contacts.highly_sensitive.read"] }
//! ```
//!
//! ## How to fix
//!
//! Ask HubSpot to approve the app, and ask for the scope in `optionalScopes` where the app can do without it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>

use crate::analysis::{app_config, scopes};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "sensitive-scope-in-marketplace",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("sensitive_scope_in_marketplace.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let is_listed = |config| app_config::word(config, "distribution", "marketplace").is_some();
    if !cx.config_of("app").is_some_and(is_listed) {
        return;
    }
    let findings = scopes::asked(cx)
        .filter(|asked| asked.is_sensitive())
        .map(|asked| {
            let message = format!(
                "{} is for apps that HubSpot has approved for sensitive data only",
                message::quoted(asked.name)
            );
            cx.at(&RULE, asked.value.span(), message)
                .help("ask HubSpot to approve the app, or remove the scope")
        });
    app_config::add(findings, out);
}
