//! # deprecated-scope
//!
//! A scope still works, and HubSpot advises against it.
//!
//! ## Why it is wrong
//!
//! The API behind it has ended, or narrower scopes have taken its place.
//!
//! ## Example
//!
//! ```json
//! "requiredScopes": ["oauth", "tickets"]
//! ```
//!
//! ## How to fix
//!
//! Ask for what has taken its place, where the app needs it: here `crm.objects.tickets.read` and `crm.objects.tickets.write` for
//! records, `crm.schemas.tickets.read` and `crm.schemas.tickets.write` for properties. New required scopes have to be granted by
//! those who installed the app.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>; successors of `tickets`:
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/update-your-app-to-granular-scopes>, as
//! two public projects cite its table.

use crate::analysis::{app_config, scopes};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "deprecated-scope",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("deprecated_scope.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let known = scopes::asked(cx).filter_map(|asked| Some((asked.known?, asked)));
    let deprecated = known.filter(|(scope, _)| scope.deprecated && scope.status.is_requestable());
    let findings = deprecated.map(|(scope, asked)| {
        let message = format!("the scope {} is deprecated", message::quoted(asked.name));
        // It works, and what takes its place changes what accounts are asked to consent to.
        scopes::replace_as_known(cx.at(&RULE, asked.value.span(), message), &asked, scope)
            .display_only()
    });
    app_config::add(findings, out);
}
