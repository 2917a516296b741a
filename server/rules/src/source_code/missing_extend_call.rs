//! # missing-extend-call
//!
//! The entrypoint of a UI extension does not call `hubspot.extend`.
//!
//! ## What it does
//!
//! Looks for calls of `hubspot.extend` in the entrypoint of each card, page and settings page, and in
//! all files that it imports. If one of them cannot be read or followed, or all of them are stubs
//! without imports and elements, nothing is reported; also not if `hubspot` or `hubspot.extend` is
//! passed on, so that something else may call it.
//!
//! ## Why
//!
//! `hubspot.extend` tells HubSpot what to render; exporting a component does not. Without the call, or
//! without the import of `hubspot`, the extension stays empty. The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text } from '@hubspot/ui-extensions';
//!
//! export default () => <Text>Orders</Text>;
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Text>Orders</Text>);
//! ```
//!
//! ## How to fix
//!
//! Call `hubspot.extend` in the entrypoint, or name the file that calls it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/overview>,
//! npm @hubspot/ui-extensions-dev-server 2.1.2, `codeCheckingPlugin.js`: without the import the
//! extension does not render.

use std::collections::BTreeSet;

use crate::rule;
use analysis::code::{Code, ComponentCode, ImportTarget};
use diagnostics::{Diagnostic, message};
use project::source_file::SourceFile;
use project::sources::{Runtime, is_relative};
use source::{Call, Root, Value};

rule! {
    file: "missing_extend_call.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    let mut calls = BTreeSet::new();
    for component in code.components() {
        if component.runtime != Runtime::Ui || !component.is_known {
            continue;
        }
        let calls_extend = component.files.iter().any(|file| {
            code.extend_calls()
                .iter()
                .any(|call| call.file == &file.path)
                || may_extend(code, file)
        });
        if calls_extend || is_stub(component) {
            continue;
        }
        match call_without_import(component) {
            Some((file, call)) => {
                // Other components may reach it too.
                if calls.insert((&file.path, call.span)) {
                    out.push(describe_call(component, file, call));
                }
            }
            None => out.push(describe(component)),
        }
    }
}

/// Whether nothing is written yet that could be rendered: no import and no element, such as `export default null`.
fn is_stub(component: &ComponentCode<'_>) -> bool {
    component.files.iter().all(|file| {
        let facts = &file.facts;
        facts.imports.is_empty() && facts.elements.is_empty() && facts.calls.is_empty()
    })
}

/// Whether a file may call `hubspot.extend` in a way that cannot be followed.
fn may_extend(code: &Code<'_>, file: &SourceFile) -> bool {
    file.facts.passes_hubspot
        || file
            .facts
            .calls
            .iter()
            .any(|call| may_be_extend(code, file, call))
        || file.facts.imports.iter().any(|import| {
            let specifier = import.specifier.as_deref().unwrap_or_default();
            !import.is_type_only && is_wrapper(specifier)
        })
}

/// Whether a package may wrap the SDK, by its name.
fn is_wrapper(specifier: &str) -> bool {
    let is_sdk = specifier.starts_with("@hubspot/");
    !is_sdk && !is_relative(specifier) && specifier.to_ascii_lowercase().contains("hubspot")
}

/// Whether a call of a function `extend` may be that of the SDK: it is called on something unknown, and with a function, not
/// with an object as the functions of schemas and of jQuery.
fn may_be_extend(code: &Code<'_>, file: &SourceFile, call: &Call) -> bool {
    let name = match (call.callee.members.last(), &call.callee.root) {
        (Some(name), _) | (None, Root::Bound(name)) => name,
        _ => return false,
    };
    if name != "extend" || matches!(call.arguments.first(), Some(Value::Object { .. })) {
        return false;
    }
    match &call.callee.root {
        Root::Global(_) => false,
        Root::Bound(_) | Root::Instance { .. } | Root::Returned { .. } | Root::Unknown => true,
        Root::Imported { specifier, .. } => !matches!(
            code.import_target(&file.path, specifier),
            ImportTarget::Package
        ),
    }
}

/// The first call of `hubspot.extend` in a file that does not import `hubspot`.
fn call_without_import<'c>(component: &ComponentCode<'c>) -> Option<(&'c SourceFile, &'c Call)> {
    for file in &component.files {
        for call in &file.facts.calls {
            let is_hubspot = call.callee.root == Root::Global("hubspot".to_owned());
            if is_hubspot && call.callee.members == ["extend"] {
                return Some((file, call));
            }
        }
    }
    None
}

fn describe_call(component: &ComponentCode<'_>, file: &SourceFile, call: &Call) -> Diagnostic {
    let message = "`hubspot` is not imported; the extension does not render";
    let entrypoint = component.reference.span;
    RULE.at(&file.path, call.callee.span, message)
        .help("import `hubspot` from `@hubspot/ui-extensions`")
        .related(component.component.path, entrypoint, "the entrypoint")
}

fn describe(component: &ComponentCode<'_>) -> Diagnostic {
    let name = message::quoted(&component.reference.name);
    let message = format!("{name} does not call `hubspot.extend`; the extension does not render");
    RULE.at(component.component.path, component.reference.span, message)
        .help("call `hubspot.extend` in the entrypoint, or name the file that calls it")
}
