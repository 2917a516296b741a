//! # unusable-local-json
//!
//! `local.json` beside the app cannot be used: it is no JSON, or its `proxy` does not lead from addresses to addresses.
//!
//! ## Why it is wrong
//!
//! The local development server reads `local.json` to send the requests of UI extensions to a server on this computer. A build
//! does not need it, so that an upload goes well, and `hs project dev` does not do what it should.
//!
//! ## Example
//!
//! ```json
//! { "proxy": ["https://api.harbor.io"] }
//! ```
//!
//! ## How to fix
//!
//! Write an object whose `proxy` has the public address as a name and the local one as its value:
//! `{ "proxy": { "https://api.harbor.io": "http://localhost:8080" } }`.
//!
//! ## Source
//!
//! The guide (`AGENTS.md`) of <https://github.com/HubSpot/hubspot-project-components>: `proxy` in local.json beside the app's
//! component file.

use crate::{Check, DocumentCx, Rule};
use catalog::FileKind;
use diagnostics::{Diagnostic, Severity, message};
use project::document::Document;
use syntax::{Kind, SyntaxError, Value};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unusable-local-json",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://github.com/HubSpot/hubspot-project-components",
    file: include_str!("unusable_local_json.rs"),
    check: Check::Document(check),
};

const FORM: &str = "write `{ \"proxy\": { \"https://…\": \"http://localhost:…\" } }`";

/// The finding about a mistake in the text itself.
pub fn describe(document: &Document, error: &SyntaxError) -> Diagnostic {
    RULE.at(&document.path, error.span, &error.message)
        .help(&error.help)
}

/// The finding about a root that is no object.
pub fn not_an_object(document: &Document, root: Value<'_>) -> Diagnostic {
    RULE.at(
        &document.path,
        root.span(),
        "local.json must be a JSON object",
    )
    .help(FORM)
}

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
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
            "a text"
        };
        out.push(
            cx.at(&RULE, value.span(), format!("{name} must be {expected}"))
                .help(FORM),
        );
    }
}
