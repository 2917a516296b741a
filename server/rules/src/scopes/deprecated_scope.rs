//! # deprecated-scope
//!
//! The app requests a deprecated scope.
//!
//! ## What it does
//!
//! Checks every scope list for scopes that still work but that HubSpot has deprecated.
//!
//! ## Why
//!
//! The API behind the scope has ended, or narrower scopes replace it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["tickets"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.tickets.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Request the replacements that the app needs: for `tickets`, `crm.objects.tickets.read` and
//! `crm.objects.tickets.write` for records, `crm.schemas.tickets.read` and
//! `crm.schemas.tickets.write` for properties. Accounts that have installed the app must grant new
//! required scopes.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>;
//! replacements of `tickets`:
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/update-your-app-to-granular-scopes>,
//! as two public projects cite its table.

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
