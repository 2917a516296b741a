//! # user-level-without-oauth
//!
//! A user-level app has static auth.
//!
//! ## What it does
//!
//! Compares `isUserLevel` and `auth.type` of the app.
//!
//! ## Why
//!
//! Every user installs a user-level app separately, which requires OAuth.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "isUserLevel": true, "auth": { "type": "static" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "isUserLevel": false, "auth": { "type": "static" } } }
//! ```
//!
//! ## How to fix
//!
//! Use `oauth`, or remove `isUserLevel`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/user-level-apps>

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::edit;

rule! {
    file: "user_level_without_oauth.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(user_level) = app.user_level() else {
        return;
    };
    let Some(auth_type) = app.auth_type_if("static") else {
        return;
    };
    let message = "`isUserLevel` requires OAuth: each user installs a user-level app";
    out.push(
        cx.at(&RULE, user_level.value.span(), message)
            .help("use `oauth`, or remove `isUserLevel`")
            .related(
                &cx.document.path,
                auth_type.span(),
                "static auth is set here",
            )
            .fix(
                "remove `isUserLevel`",
                Safety::Unsafe,
                edit::remove_member(app.config, user_level),
            ),
    );
}
