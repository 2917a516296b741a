//! # scope-in-two-lists
//!
//! A scope is listed in two of `requiredScopes`, `conditionallyRequiredScopes` and
//! `optionalScopes`.
//!
//! ## What it does
//!
//! Compares the lists in `auth` of an app with OAuth, and the lists in `permissions` of any
//! component. Scopes of an app with static auth are checked by `scopes-with-static-auth`.
//!
//! ## Why
//!
//! Each scope belongs in exactly one list, because the lists contradict each other: a required
//! scope cannot be left out, and an install URL names a scope either in `scope` or in
//! `optional_scope`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.deals.read"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.quotes.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Keep the scope in one list and remove it from the other.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>

use crate::rule;
use std::collections::HashMap;

use analysis::components::{SCOPE_LISTS, scope_lists, strings};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Member, Value, edit};

rule! {
    file: "scope_in_two_lists.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // With static auth only the required scopes count, which is said by `scopes-with-static-auth`.
    if let Some(auth) = cx.view.auth()
        && auth.type_if("static").is_none()
    {
        compare(cx, auth.value, out);
    }
    if let Some(permissions) = cx.permissions() {
        compare(cx, permissions, out);
    }
}

/// Compares the lists of one object.
fn compare(cx: &FileContext<'_>, holder: Value<'_>, out: &mut Vec<Diagnostic>) {
    let mut lists: Vec<Member<'_>> = scope_lists(holder).collect();
    lists.sort_by_key(|list| list.key.span);
    let mut seen: HashMap<&str, (Member<'_>, Value<'_>)> = HashMap::new();
    let again = lists
        .into_iter()
        .flat_map(|list| strings(list.value).map(move |entry| (list, entry)));
    let twice = again.filter_map(|(list, (value, text))| {
        let (other, first) = *seen.entry(text).or_insert((list, value));
        (other.value.index() != list.value.index()).then_some((other, first, list, value, text))
    });
    list_limit::add(
        twice.map(|(other, first, list, value, text)| {
            let (scope, here, there) = (message::quoted(text), list.key.text, other.key.text);
            let message = format!("{scope} is listed in both `{here}` and `{there}`");
            let diagnostic = cx.at(&RULE, value.span(), message).related(
                &cx.document.path,
                first.span(),
                "first listed here",
            );
            let from = if rank(list) > rank(other) {
                list
            } else {
                other
            };
            let left_out: Vec<_> = strings(from.value)
                .filter(|(_, other)| *other == text)
                .collect();
            let diagnostic = diagnostic.help("keep it in one list");
            match left_out.as_slice() {
                [(value, _)] => diagnostic.fix(
                    format!("remove it from `{}`", from.key.text),
                    Safety::Unsafe,
                    edit::remove_element(from.value, *value),
                ),
                _ => diagnostic,
            }
        }),
        out,
    );
}

/// The less a list demands, the higher.
fn rank(list: Member<'_>) -> Option<usize> {
    SCOPE_LISTS.iter().position(|name| *name == list.key.text)
}
