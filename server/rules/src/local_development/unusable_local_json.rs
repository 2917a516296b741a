//! # unusable-local-json
//!
//! `local.json` is not a JSON object, or its `proxy` is not an object of strings.
//!
//! ## What it does
//!
//! Checks the `local.json` next to the component file of the app.
//!
//! ## Why
//!
//! The local development server reads the file to send the requests of UI extensions to a server on
//! your computer. An upload does not require it and succeeds, but `hs project dev` does not use the
//! proxy.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": ["https://api.acme.tech"] }
//! ```
//!
//! Good:
//!
//! `src/app/local.json`
//!
//! ```json
//! { "proxy": { "https://api.acme.tech": "http://localhost:8080" } }
//! ```
//!
//! ## How to fix
//!
//! Write an object with the public URL as the key and the local URL as the value.
//!
//! ## Source
//!
//! The guide (`AGENTS.md`) of <https://github.com/HubSpot/hubspot-project-components>: `proxy` in
//! `local.json` next to the component file of the app.

use crate::rule;
use analysis::FileContext;
use analysis::components::LocalSettings;
use diagnostics::{Diagnostic, message};
use project::document::Document;
use syntax::{Kind, SyntaxError, Value};

rule! {
    file: "unusable_local_json.rs",
    severity: Warning,
    since: "0.1.0",
    check: LocalSettings(check),
}

const FORM: &str = "write `{ \"proxy\": { \"https://…\": \"http://localhost:…\" } }`";

/// The diagnostic of a syntax error.
pub fn describe(document: &Document, error: &SyntaxError) -> Diagnostic {
    RULE.at(&document.path, error.span, &error.message)
        .help(&error.help)
}

/// The diagnostic of a root that is not an object.
pub fn not_an_object(document: &Document, root: Value<'_>) -> Diagnostic {
    RULE.at(
        &document.path,
        root.span(),
        "`local.json` must be a JSON object",
    )
    .help(FORM)
}

fn check(settings: &LocalSettings<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(proxy) = settings.proxy() else {
        return;
    };
    if !matches!(proxy.kind(), Kind::Object | Kind::Unknown) {
        out.push(describe_value(cx, proxy, "proxy", "an object"));
    }
    for member in settings.proxies() {
        if !matches!(member.value.kind(), Kind::String | Kind::Unknown) {
            out.push(describe_value(
                cx,
                member.value,
                member.key.text,
                "a string",
            ));
        }
    }
}

fn describe_value(
    cx: &FileContext<'_>,
    value: Value<'_>,
    name: &str,
    expected: &str,
) -> Diagnostic {
    let message = format!("{} must be {expected}", message::quoted(name));
    cx.at(&RULE, value.span(), message).help(FORM)
}
