//! # private-app-scope
//!
//! An OAuth app requests sensitive data with the scope for private apps.
//!
//! ## Why it is wrong
//!
//! Most scopes for sensitive data have two names. In HubSpot's API descriptions the one without `.v2` goes with private apps, and
//! OAuth apps are granted the one with `.v2`. HubSpot's page of scopes lists only the former, so it is not certain that it fails.
//!
//! ## Example
//!
//! ```json
//! "auth": { "type": "oauth", "requiredScopes": ["oauth", "crm.objects.contacts.sensitive.read"] }
//! ```
//!
//! ## How to fix
//!
//! Ask for the name with `.v2`, where an install shows that the other one is refused.
//!
//! ## Source
//!
//! HubSpot's API specifications at <https://github.com/HubSpot/HubSpot-public-api-spec-collection>, against
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>.

use crate::rule;
use std::collections::BTreeSet;

use analysis::scopes::{self, Asked};
use analysis::{FileContext, app_config};
use diagnostics::{Diagnostic, message};

rule! {
    file: "private_app_scope.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if app_config::auth_type(cx, "oauth").is_none() {
        return;
    }
    let sensitive: Vec<Asked<'_>> = scopes::asked(cx)
        .filter(|asked| asked.is_sensitive())
        .collect();
    let names: BTreeSet<&str> = sensitive.iter().map(|asked| asked.name).collect();
    let findings = sensitive.iter().filter_map(|asked| {
        let public = catalog::scope(&format!("{}.v2", asked.name))?;
        if names.contains(public.name) {
            return None;
        }
        let message = format!(
            "{} is the scope for private apps, and this app uses OAuth",
            message::quoted(asked.name)
        );
        let diagnostic = cx
            .at(&RULE, asked.value.span(), message)
            .help(format!("ask for `{}`", public.name));
        Some(scopes::replace(diagnostic, asked, &[public.name]))
    });
    app_config::add(findings, out);
}
