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
use analysis::components::{ComponentFile, strings};
use analysis::scopes::is_separator;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Value, edit};

rule! {
    file: "malformed_scope.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in file.scope_lists() {
        let diagnostics = strings(list.value)
            .filter(|(_, text)| text.is_empty() || text.contains(is_separator))
            .map(|(value, text)| diagnostic(cx, list.value, value, text));
        list_limit::add(diagnostics, out);
    }
}

fn diagnostic(cx: &FileContext<'_>, list: Value<'_>, value: Value<'_>, text: &str) -> Diagnostic {
    let scopes: Vec<&str> = text
        .split(is_separator)
        .filter(|scope| !scope.is_empty())
        .collect();
    let (message, title) = match scopes.as_slice() {
        [] => {
            let title = "remove the empty string";
            return cx
                .at(&RULE, value.span(), "a scope must not be empty")
                .help(title)
                .fix(title, Safety::Unsafe, edit::remove_element(list, value));
        }
        [scope] => (
            format!(
                "{} has whitespace or punctuation around the scope",
                message::quoted(text)
            ),
            format!("change to {}", message::quoted(scope)),
        ),
        _ => (
            format!(
                "{} contains several scopes in one string",
                message::quoted(text)
            ),
            "split it into one element per scope".to_owned(),
        ),
    };
    let elements: Vec<String> = scopes.iter().map(|scope| edit::quote(scope)).collect();
    let edits = edit::replace_value(value, &elements.join(", "));
    cx.at(&RULE, value.span(), message)
        .help(title.as_str())
        .fix(title, Safety::Unsafe, edits)
}
