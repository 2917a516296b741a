//! # scopes-with-static-auth
//!
//! An app with static auth has optional or conditionally required scopes.
//!
//! ## What it does
//!
//! Reports `optionalScopes` and `conditionallyRequiredScopes` that are not empty.
//!
//! ## Why
//!
//! An app with static auth has no install URL that could request such scopes. HubSpot's
//! documentation allows required scopes only. The official template has both lists, empty, and so
//! empty lists are not reported.
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
//!     "auth": {
//!       "type": "static",
//!       "requiredScopes": ["crm.objects.contacts.read"],
//!       "optionalScopes": ["crm.objects.line_items.read"]
//!     }
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
//!     "auth": {
//!       "type": "static",
//!       "requiredScopes": ["crm.objects.contacts.read", "crm.objects.line_items.read"],
//!       "optionalScopes": []
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Move the scopes that the app requires to `requiredScopes`, and leave the other list empty.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration> and
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::edit;

rule! {
    file: "scopes_with_static_auth.rs",
    severity: Warning,
    fixes: EditorOnly,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(auth) = app.auth() else { return };
    let Some(auth_type) = auth.type_if("static") else {
        return;
    };
    for list in auth.scope_lists() {
        let name = list.key.text;
        if name == "requiredScopes" || list.value.elements().next().is_none() {
            continue;
        }
        let message = format!(
            "`{name}` has no effect with static auth; HubSpot grants only `requiredScopes`"
        );
        out.push(
            cx.at(&RULE, list.key.span, message)
                .help("move the scopes that the app requires to `requiredScopes`")
                .related(
                    &cx.document.path,
                    auth_type.span(),
                    "static auth is set here",
                )
                .fix(
                    format!("empty `{name}`"),
                    Safety::DisplayOnly,
                    edit::replace_value(list.value, "[]"),
                ),
        );
    }
}
