//! The methods of HubSpot's API client, all of which call old versions. Those of versions that end before the others are
//! reported where they are called.

use std::borrow::Cow;

use analysis::code::{ApiCall, ApiTarget, Code};
use analysis::related;
use catalog::{API_CLIENT, PACKAGE_JSON};
use diagnostics::{Diagnostic, RelPath, Rule, Span};
use project::facts::Facts;

use super::calls::version_of_method;

/// Reports the package once, where it is listed, or else where it is imported first.
pub(super) fn check(rule: &'static Rule, code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    let calls: Vec<&ApiCall<'_>> = code
        .api_calls()
        .iter()
        .filter(|call| {
            matches!(call.target, ApiTarget::Accessor(_)) && version_of_method(call).is_none()
        })
        .collect();
    let Some(first) = calls.first() else {
        return;
    };
    let Some((file, span)) = entry(code, first.file()).or_else(|| import(code)) else {
        return;
    };
    let message = "methods of `@hubspot/api-client` call API versions that lose HubSpot's support in \
                   2027-09 or before";
    let diagnostic = rule
        .at(file, span, message)
        .ends(Some("2027-09"))
        .help("call paths with a date by `apiRequest`");
    let places = calls.iter().map(|call| (call.file(), call.span()));
    out.push(related::add(diagnostic, places, calls.len(), "called here"));
}

/// The entry of the package in the nearest `package.json` of a file that has one.
fn entry<'c>(code: &Code<'c>, file: &RelPath) -> Option<(&'c RelPath, Span)> {
    for folder in file.parents().chain([""]) {
        let path = match folder {
            "" => Cow::Borrowed(PACKAGE_JSON),
            folder => Cow::Owned(format!("{folder}/{PACKAGE_JSON}")),
        };
        let Some(document) = code.index.project.documents.get(&*path) else {
            continue;
        };
        if let Facts::Package(package) = &document.facts
            && let Some(entry) = package.entry(API_CLIENT)
        {
            return Some((&document.path, entry.key));
        }
    }
    None
}

fn import<'c>(code: &Code<'c>) -> Option<(&'c RelPath, Span)> {
    for file in code.sources() {
        for import in &file.facts.imports {
            if import.specifier.as_deref() == Some(API_CLIENT) && !import.is_type_only {
                return Some((&file.path, import.span));
            }
        }
    }
    None
}
