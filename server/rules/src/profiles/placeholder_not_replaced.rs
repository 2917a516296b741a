//! # placeholder-not-replaced
//!
//! HubSpot does not replace a `${NAME}` placeholder in this position.
//!
//! ## What it does
//!
//! HubSpot replaces placeholders in `uid` and in the string values of `config`. The rule reports
//! them anywhere else: in property names, in `type`, `dependencies` and `permissions`, and in
//! `hsproject.json`.
//!
//! ## Why
//!
//! HubSpot uses the string as it is, with the placeholder.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "Orders ${STAGE}" }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "Orders" }
//! ```
//!
//! ## How to fix
//!
//! Write the value itself.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`; verified by running it.

use crate::rule;
use analysis::FileContext;
use catalog::FileKind;
use diagnostics::{Diagnostic, Span, message};
use project::placeholders;
use syntax::Value;

rule! {
    file: "placeholder_not_replaced.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if !placeholders::may_have_placeholders(cx.root.syntax()) {
        return;
    }
    match cx.document.kind {
        FileKind::Project => {
            // A placeholder in `srcDir` or `platformVersion` is refused for what it is not.
            let name = cx.root.get("name");
            name.into_iter().for_each(|name| {
                report(cx, name.as_str(), name.span(), "in `hsproject.json`", out)
            });
        }
        FileKind::Component => {
            for value in below(cx, "config") {
                report_key(cx, value, "in property names", out);
            }
            for (name, place) in [
                ("dependencies", "in `dependencies`"),
                ("permissions", "in `permissions`"),
            ] {
                for value in below(cx, name) {
                    report_key(cx, value, place, out);
                    report(cx, value.as_str(), value.span(), place, out);
                }
            }
        }
        FileKind::Local => {
            for value in below(cx, "proxy") {
                report_key(cx, value, "in `local.json`", out);
                report(cx, value.as_str(), value.span(), "in `local.json`", out);
            }
        }
        FileKind::Profile | FileKind::Package | FileKind::Candidate => {}
    }
}

fn below<'a>(cx: &FileContext<'a>, name: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
    cx.root
        .get(name)
        .into_iter()
        .flat_map(|value| value.descendants())
}

fn report_key(cx: &FileContext<'_>, value: Value<'_>, place: &str, out: &mut Vec<Diagnostic>) {
    if let Some(key) = value.key() {
        report(cx, Some(key.text), key.span, place, out);
    }
}

fn report(
    cx: &FileContext<'_>,
    text: Option<&str>,
    span: Span,
    place: &str,
    out: &mut Vec<Diagnostic>,
) {
    if let Some(placeholder) = text.and_then(placeholders::first) {
        let message = format!(
            "HubSpot does not replace {} {place}",
            message::quoted(placeholder)
        );
        out.push(cx.at(&RULE, span, message).help("write the value itself"));
    }
}
