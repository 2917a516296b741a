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

use analysis::components::{ComponentFile, SCOPE_LISTS, scope_lists, strings};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Member, Value, edit};

rule! {
    file: "scope_in_two_lists.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // With static auth only the required scopes count, which `scopes-with-static-auth` reports.
    if let Some(auth) = file.auth()
        && auth.type_if("static").is_none()
    {
        check_lists(cx, auth.value, out);
    }
    if let Some(permissions) = file.permissions() {
        check_lists(cx, permissions, out);
    }
}

/// A scope in a list.
#[derive(Clone, Copy)]
struct Entry<'a> {
    list: Member<'a>,
    value: Value<'a>,
    scope: &'a str,
}

/// Compares the lists of `auth` or `permissions`.
fn check_lists(cx: &FileContext<'_>, object: Value<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, Entry<'_>> = HashMap::new();
    let mut duplicates = Vec::new();
    for entry in entries(object) {
        let first = *seen.entry(entry.scope).or_insert(entry);
        if first.list.value.index() != entry.list.value.index() {
            duplicates.push((first, entry));
        }
    }
    let diagnostics = duplicates
        .into_iter()
        .map(|(first, again)| diagnostic(cx, first, again));
    list_limit::add(diagnostics, out);
}

/// The scopes in all lists, in the order of the text.
fn entries(object: Value<'_>) -> impl Iterator<Item = Entry<'_>> {
    let mut lists: Vec<Member<'_>> = scope_lists(object).collect();
    lists.sort_by_key(|list| list.key.span);
    lists.into_iter().flat_map(|list| {
        strings(list.value).map(move |(value, scope)| Entry { list, value, scope })
    })
}

fn diagnostic(cx: &FileContext<'_>, first: Entry<'_>, again: Entry<'_>) -> Diagnostic {
    let message = format!(
        "{} is listed in both `{}` and `{}`",
        message::quoted(again.scope),
        again.list.key.text,
        first.list.key.text
    );
    let diagnostic = cx
        .at(&RULE, again.value.span(), message)
        .help("keep it in one list")
        .related(&cx.document.path, first.value.span(), "first listed here");
    let list = less_demanding(again.list, first.list);
    let copies: Vec<Value<'_>> = strings(list.value)
        .filter(|(_, scope)| *scope == again.scope)
        .map(|(value, _)| value)
        .collect();
    match copies.as_slice() {
        [only] => diagnostic.fix(
            format!("remove it from `{}`", list.key.text),
            Safety::Unsafe,
            edit::remove_element(list.value, *only),
        ),
        _ => diagnostic,
    }
}

fn less_demanding<'a>(one: Member<'a>, other: Member<'a>) -> Member<'a> {
    if rank(one) > rank(other) { one } else { other }
}

/// The position among the lists, the most demanding first.
fn rank(list: Member<'_>) -> Option<usize> {
    SCOPE_LISTS.iter().position(|name| *name == list.key.text)
}
