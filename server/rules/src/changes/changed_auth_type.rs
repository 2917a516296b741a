//! # changed-auth-type
//!
//! The app changes its `auth.type`.
//!
//! ## What it does
//!
//! Compares `config.auth.type` of the app with that at the git ref, ignoring letter case. A marketplace
//! app with static auth at the git ref does not count: HubSpot refuses it, so it was never deployed.
//!
//! ## Why
//!
//! HubSpot documents the type as fixed after the first upload. From `static` to `oauth`, its
//! command line offers the change, and says that it cannot be undone and uninstalls the app from
//! all accounts.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-events/order-shipped-hsmeta.json` is removed
//!
//! `src/app/app-objects/order-hsmeta.json` is removed
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": { "distribution": "private", "auth": { "type": "oauth", "requiredScopes": ["oauth", "crm.objects.contacts.read"] } }
//! }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "oauth" } } }
//! ```
//!
//! ## How to fix
//!
//! Restore the type, or give the app a new `uid`, which makes it another app.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>;
//! npm `@hubspot/cli` 8.14.0, `lang/en.js`, `AppDevModeInterface.authTypeChanged`.

use super::scopes;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;
use diagnostics::message;

rule! {
    file: "changed_auth_type.rs",
    severity: Error,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for app in changes.pairs_of("app") {
        let Some((old, value)) = app.changed_string(&["auth", "type"]) else {
            continue;
        };
        let new = value.as_str().unwrap_or_default();
        if old.eq_ignore_ascii_case(new) || scopes::is_refused(app.before) {
            continue;
        }
        let is_to_oauth = old.eq_ignore_ascii_case("static") && new.eq_ignore_ascii_case("oauth");
        let effect = if is_to_oauth {
            "HubSpot documents it as fixed, or irreversibly uninstalls the app from all accounts"
        } else {
            "HubSpot documents it as fixed after the first upload"
        };
        let old = message::quoted(old);
        let help = format!("restore {old}, or give the app a new uid, which makes it another app");
        let message = format!("`auth.type` was {old}: {effect}");
        out.push(app.at(&RULE, Some(value.span()), message).help(help));
    }
}
