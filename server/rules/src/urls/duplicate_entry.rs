//! # duplicate-entry
//!
//! A list of redirect URLs, scopes or permitted URLs contains the same entry twice.
//!
//! ## What it does
//!
//! Compares the strings within each list of an app, and within the scope lists of `permissions` of
//! other components.
//!
//! ## Why
//!
//! The second entry has no effect. Often it was copied and should be a different value.
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
//!     "permittedUrls": { "fetch": ["https://api.acme.tech", "https://api.acme.tech"] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Remove or correct one of the entries.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>,
//! which does not forbid it.

use crate::rule;
use std::collections::HashMap;

use analysis::components::{App, Auth, ComponentFile, scope_lists, strings};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Member, Value, edit};

rule! {
    file: "duplicate_entry.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    tag: Unnecessary,
    check: Component(check),
}

/// Checks the file as it is written: entries that only some profile makes equal are not a problem.
fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(root) = cx.document.syntax.root() else {
        return;
    };
    for list in lists(file, root) {
        let diagnostics = duplicates(list.value)
            .map(|(first, again, text)| diagnostic(cx, list, first, again, text));
        list_limit::add(diagnostics, out);
    }
}

/// The lists in which an entry counts once, as they are written.
fn lists<'a>(file: &ComponentFile<'_>, root: Value<'a>) -> Vec<Member<'a>> {
    let mut lists = Vec::new();
    if let Some(app) = file.app()
        && let Some(config) = root.get("config")
    {
        let written = App { config };
        let auth = written.auth();
        // The view with placeholders replaced knows whether the app may have redirect URLs.
        if app.redirect_urls().is_some()
            && let Some(auth) = &auth
        {
            lists.extend(auth.redirect_urls());
        }
        lists.extend(auth.iter().flat_map(Auth::scope_lists));
        lists.extend(written.permitted_urls());
    }
    if let Some(permissions) = root.get("permissions") {
        lists.extend(scope_lists(permissions));
    }
    lists
}

fn diagnostic(
    cx: &FileContext<'_>,
    list: Member<'_>,
    first: Value<'_>,
    again: Value<'_>,
    text: &str,
) -> Diagnostic {
    let quoted = message::quoted(text);
    let message = format!("{quoted} is listed twice in `{}`", list.key.text);
    cx.at(&RULE, again.span(), message)
        .help("remove one of them, or correct it")
        .related(&cx.document.path, first.span(), "first listed here")
        .fix(
            format!("remove the second {quoted}"),
            Safety::Safe,
            edit::remove_element(list.value, again),
        )
}

/// The repeated strings of a list, each after its first occurrence.
fn duplicates<'a>(list: Value<'a>) -> impl Iterator<Item = (Value<'a>, Value<'a>, &'a str)> {
    let mut seen: HashMap<&str, Value<'a>> = HashMap::with_capacity(list.len());
    strings(list)
        .map(move |(value, text)| (*seen.entry(text).or_insert(value), value, text))
        .filter(|(first, value, _)| first.index() != value.index())
}
