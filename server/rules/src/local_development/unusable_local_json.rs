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
use catalog::FileKind;
use diagnostics::{Diagnostic, message};
use project::document::Document;
use syntax::{Kind, SyntaxError, Value};

rule! {
    file: "unusable_local_json.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
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

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(proxy) = cx
        .root
        .get("proxy")
        .filter(|_| cx.document.kind == FileKind::Local)
    else {
        return;
    };
    let is_text = |value: Value<'_>| matches!(value.kind(), Kind::String | Kind::Unknown);
    let wrong: Vec<Value<'_>> = match proxy.kind() {
        Kind::Object => proxy
            .members()
            .map(|member| member.value)
            .filter(|value| !is_text(*value))
            .collect(),
        Kind::Unknown => return,
        _ => vec![proxy],
    };
    for value in wrong {
        let name = message::quoted(value.key().map_or("proxy", |key| key.text));
        let expected = if value.index() == proxy.index() {
            "an object"
        } else {
            "a string"
        };
        out.push(
            cx.at(&RULE, value.span(), format!("{name} must be {expected}"))
                .help(FORM),
        );
    }
}
