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
use analysis::components::{ComponentFile, LocalSettings, ProjectFile};
use diagnostics::{Diagnostic, Span, message};
use project::placeholders;
use syntax::Value;

rule! {
    file: "placeholder_not_replaced.rs",
    severity: Warning,
    since: "0.1.0",
    check: ProjectFile(in_project_file), Component(in_component), LocalSettings(in_local_settings),
}

fn in_project_file(file: &ProjectFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // `srcDir` and `platformVersion` have rules that report any value that is not valid.
    if let Some(name) = file.name() {
        report(cx, name.as_str(), name.span(), "in `hsproject.json`", out);
    }
}

fn in_component(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if !placeholders::may_have_placeholders(cx.root.syntax()) {
        return;
    }
    if let Some(config) = file.config() {
        for value in config.descendants() {
            report_key(cx, value, "in property names", out);
        }
    }
    if let Some(dependencies) = file.dependencies() {
        report_all(cx, dependencies, "in `dependencies`", out);
    }
    if let Some(permissions) = file.permissions() {
        report_all(cx, permissions, "in `permissions`", out);
    }
}

fn in_local_settings(
    settings: &LocalSettings<'_>,
    cx: &FileContext<'_>,
    out: &mut Vec<Diagnostic>,
) {
    if let Some(proxy) = settings.proxy() {
        report_all(cx, proxy, "in `local.json`", out);
    }
}

/// Reports the keys and strings of a value.
fn report_all(cx: &FileContext<'_>, value: Value<'_>, location: &str, out: &mut Vec<Diagnostic>) {
    for value in value.descendants() {
        report_key(cx, value, location, out);
        report(cx, value.as_str(), value.span(), location, out);
    }
}

fn report_key(cx: &FileContext<'_>, value: Value<'_>, location: &str, out: &mut Vec<Diagnostic>) {
    if let Some(key) = value.key() {
        report(cx, Some(key.text), key.span, location, out);
    }
}

fn report(
    cx: &FileContext<'_>,
    text: Option<&str>,
    span: Span,
    location: &str,
    out: &mut Vec<Diagnostic>,
) {
    if let Some(placeholder) = text.and_then(placeholders::first) {
        let message = format!(
            "HubSpot does not replace {} {location}",
            message::quoted(placeholder)
        );
        out.push(cx.at(&RULE, span, message).help("write the value itself"));
    }
}
