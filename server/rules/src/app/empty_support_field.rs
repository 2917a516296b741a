//! # empty-support-field
//!
//! A property of `config.support` is an empty string.
//!
//! ## What it does
//!
//! Checks `supportEmail`, `documentationUrl`, `supportUrl` and `supportPhone` for strings that are
//! empty or contain only whitespace.
//!
//! ## Why
//!
//! The properties are optional, but each must be an email address, an `https` URL or a phone
//! number. HubSpot currently accepts an empty string, which does not help users.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportPhone": "" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportPhone": "+14158550137" } } }
//! ```
//!
//! ## How to fix
//!
//! Fill in the property, or remove it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::edit;

rule! {
    file: "empty_support_field.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(support) = app.support() else {
        return;
    };
    for field in app.support_fields() {
        let is_empty = field
            .value
            .as_str()
            .is_some_and(|text| text.trim().is_empty());
        if !is_empty {
            continue;
        }
        let name = field.key.text;
        out.push(
            cx.at(&RULE, field.value.span(), format!("`{name}` is empty"))
                .help("fill it in, or remove it")
                .fix(
                    format!("remove `{name}`"),
                    Safety::Unsafe,
                    edit::remove_member(support, field),
                ),
        );
    }
}
