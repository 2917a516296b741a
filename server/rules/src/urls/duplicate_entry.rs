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

use analysis::components::{App, Auth, Component, scope_lists, strings};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Value, edit};

rule! {
    file: "duplicate_entry.rs",
    severity: Warning,
    since: "0.1.0",
    tag: Unnecessary,
    check: File(check),
}

/// Looks at the file as it is written: entries that only some profile makes equal are not a problem.
fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(root) = cx.document.syntax.root().filter(|_| cx.is_component()) else {
        return;
    };
    let mut lists = Vec::new();
    if let Component::App(app) = cx.view
        && let Some(config) = root.get("config")
    {
        let written = App { config };
        if app.redirect_urls().is_some()
            && let Some(auth) = written.auth()
        {
            lists.extend(auth.value.member("redirectUrls"));
        }
        lists.extend(written.auth().iter().flat_map(Auth::scope_lists));
        lists.extend(written.permitted_urls());
    }
    lists.extend(root.get("permissions").into_iter().flat_map(scope_lists));
    for list in lists {
        list_limit::add(
            repeated(list.value).map(|(first, again, text)| {
                let message = format!(
                    "{} is listed twice in `{}`",
                    message::quoted(text),
                    list.key.text
                );
                let diagnostic = cx
                    .at(&RULE, again.span(), message)
                    .help("remove one of them, or correct it");
                diagnostic
                    .related(&cx.document.path, first.span(), "first listed here")
                    .fix(
                        format!("remove the second {}", message::quoted(text)),
                        Safety::Safe,
                        edit::remove_element(list.value, again),
                    )
            }),
            out,
        );
    }
}

/// The repeated strings of a list, with their first positions.
fn repeated<'a>(list: Value<'a>) -> impl Iterator<Item = (Value<'a>, Value<'a>, &'a str)> {
    let mut seen: HashMap<&str, Value<'a>> = HashMap::with_capacity(list.len());
    strings(list).filter_map(move |(value, text)| {
        let first = *seen.entry(text).or_insert(value);
        (first.index() != value.index()).then_some((first, value, text))
    })
}
