//! # missing-oauth-scope
//!
//! `requiredScopes` of an OAuth app, or of an app with an MCP server, does not contain `oauth`.
//!
//! ## What it does
//!
//! Nothing is reported if another scope list of the app contains `oauth`, or if `requiredScopes` is
//! empty.
//!
//! ## Why
//!
//! HubSpot adds the scope to every app, so nothing fails. But its templates list it, its
//! documentation of MCP servers requires it, and an install URL whose scopes are copied from this
//! file lacks it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "requiredScopes": ["crm.objects.contacts.read", "timeline"] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read", "timeline"] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add `oauth` to `requiredScopes`, or turn the rule off.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>;
//! the official templates at <https://github.com/HubSpot/hubspot-project-components>;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/mcp-registry>.

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::{Kind, Value, edit};

rule! {
    file: "missing_oauth_scope.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if app.auth_type_if("oauth").is_none() && !cx.project.needs_oauth {
        return;
    }
    let Some(auth) = app.auth() else { return };
    let Some(list) = auth.required_scopes() else {
        return;
    };
    let is_listed = auth
        .scope_lists()
        .flat_map(|list| list.value.elements())
        .any(may_be_oauth);
    if is_listed || list.value.is_empty() || list.value.is_incomplete() {
        return;
    }
    let message = "`requiredScopes` does not list `oauth`; HubSpot adds it to every app";
    out.push(
        cx.at(&RULE, list.key.span, message)
            .help("add `oauth`")
            .fix(
                "add `oauth`",
                Safety::Unsafe,
                edit::prepend_element(list.value, "\"oauth\""),
            ),
    );
}

/// Whether an element is the scope, contains it (which `malformed-scope` reports), or is unknown.
fn may_be_oauth(value: Value<'_>) -> bool {
    match value.as_str() {
        Some(text) => text
            .split([' ', ','])
            .any(|scope| scope.eq_ignore_ascii_case("oauth")),
        None => value.kind() == Kind::Unknown,
    }
}
