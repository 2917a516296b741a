//! # malformed-scope
//!
//! A scope is empty, contains a space or a comma, or is several scopes in one string.
//!
//! ## What it does
//!
//! Checks every entry of the app's scope lists.
//!
//! ## Why
//!
//! Each entry is the name of one scope. No scope has a space or a comma in its name, so HubSpot
//! does not know this one.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.companies.read,forms"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.companies.read", "forms"] } } }
//! ```
//!
//! ## How to fix
//!
//! Write each scope as its own entry.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>:
//! the names of all scopes.

use crate::rule;
use analysis::components::strings;
use analysis::scopes::{self, is_separator};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Value, edit};

rule! {
    file: "malformed_scope.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in scopes::lists(cx) {
        let malformed =
            strings(list.value).filter(|(_, text)| text.is_empty() || text.contains(is_separator));
        list_limit::add(
            malformed.map(|(value, text)| finding(cx, list.value, value, text)),
            out,
        );
    }
}

fn finding(cx: &FileContext<'_>, list: Value<'_>, value: Value<'_>, text: &str) -> Diagnostic {
    let names: Vec<&str> = text
        .split(is_separator)
        .filter(|scope| !scope.is_empty())
        .collect();
    let at = |message: String| cx.at(&RULE, value.span(), message);
    let replaced = || {
        let elements: Vec<String> = names.iter().map(|name| edit::quote(name)).collect();
        edit::replace_value(value, &elements.join(", "))
    };
    match names.as_slice() {
        [] => at("a scope must not be empty".to_owned())
            .help("remove the empty string")
            .fix(
                "remove the empty string",
                Safety::Unsafe,
                edit::remove_element(list, value),
            ),
        [scope] => at(format!(
            "{} has whitespace or punctuation around the scope",
            message::quoted(text)
        ))
        .help(format!("change to {}", message::quoted(scope)))
        .fix(
            format!("change to {}", message::quoted(scope)),
            Safety::Unsafe,
            replaced(),
        ),
        _ => at(format!(
            "{} contains several scopes in one string",
            message::quoted(text)
        ))
        .help("split it into one element per scope")
        .fix(
            "split it into one element per scope",
            Safety::Unsafe,
            replaced(),
        ),
    }
}
