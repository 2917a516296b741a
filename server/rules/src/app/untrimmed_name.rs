//! # untrimmed-name
//!
//! The app name has leading or trailing whitespace.
//!
//! ## What it does
//!
//! Checks `config.name` of the app. A name of whitespace only is reported too.
//!
//! ## Why
//!
//! HubSpot's schema of the app does not allow it, and HubSpot refuses the file.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "name": "Orders " } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "name": "Orders" } }
//! ```
//!
//! ## How to fix
//!
//! Trim the name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "untrimmed_name.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(name) = app.name() else { return };
    let Some(text) = name.as_str() else { return };
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if trimmed == text {
        return;
    }
    let whitespace = match (text.starts_with(trimmed), text.ends_with(trimmed)) {
        _ if trimmed.is_empty() => "is only whitespace",
        (false, false) => "has leading and trailing whitespace",
        (false, true) => "has leading whitespace",
        _ => "has trailing whitespace",
    };
    let message = format!(
        "app name {} {whitespace}; HubSpot refuses it",
        message::quoted(text)
    );
    let diagnostic = cx.at(&RULE, name.span(), message);
    out.push(if trimmed.is_empty() {
        diagnostic.help("write a name")
    } else {
        diagnostic.help("trim it").fix(
            "trim it",
            Safety::Safe,
            edit::replace_value(name, &edit::quote(trimmed)),
        )
    });
}
