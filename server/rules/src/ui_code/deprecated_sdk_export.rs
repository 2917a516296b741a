//! # deprecated-sdk-export
//!
//! The code of a UI extension uses a deprecated export of `@hubspot/ui-extensions`.
//!
//! ## What it does
//!
//! Looks for imports of `RemoteEvent`, `Stack` and `Textarea` in the code of UI extensions, and for calls of the
//! `runServerlessFunction` that `hubspot.extend` passes to the extension. Types are not reported, nor is anything where
//! 1.0.0 or a newer version of the package is installed: what these export is not known.
//!
//! ## Why
//!
//! HubSpot has marked them as deprecated, and may remove them in a later version of the package.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Stack, Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Stack><Text>Orders</Text></Stack>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Flex, Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Flex direction="column"><Text>Orders</Text></Flex>);
//! ```
//!
//! ## How to fix
//!
//! Use `Flex` instead of `Stack`, `TextArea` instead of `Textarea`, `ExtensionEvent` or `FormSubmitExtensionEvent`
//! instead of `RemoteEvent`, and `hubspot.serverless('name', { parameters })` instead of `runServerlessFunction`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>,
//! npm @hubspot/ui-extensions 0.17.0, `@deprecated` in `remoteComponents.synced.d.ts`, `shared.synced.d.ts` and
//! `extension-points.synced.d.ts`.

use crate::rule;
use analysis::code::{Code, newer_sdk};
use catalog::{NewerSdk, SDK, deprecated_export};
use diagnostics::{Diagnostic, message};
use project::source_file::SourceFile;
use source::{Call, Root, Value};

rule! {
    file: "deprecated_sdk_export.rs",
    severity: Info,
    since: "0.1.0",
    tag: Deprecated,
    check: Code(check),
}

const RUN: &str = "runServerlessFunction";

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for file in code.ui_files() {
        let before = out.len();
        check_imports(code, file, out);
        check_calls(file, out);
        // Last, as hardly any file gets here.
        if out.len() > before && newer_sdk(code.index.project, &file.path) == NewerSdk::Certain {
            out.truncate(before);
        }
    }
}

fn check_imports<'c>(code: &Code<'c>, file: &'c SourceFile, out: &mut Vec<Diagnostic>) {
    for import in code.sdk_imports(file) {
        let Some(name) = import.name else {
            continue;
        };
        let successors = deprecated_export(name);
        if import.module.is_empty() && !successors.is_empty() {
            let (name, package) = (message::quoted(name), message::quoted(SDK));
            let message = format!("{name} of {package} is deprecated");
            let help = format!("use {}", message::any_of(successors.iter().copied()));
            out.push(RULE.at(import.file, import.span, message).help(help));
        }
    }
}

fn check_calls(file: &SourceFile, out: &mut Vec<Diagnostic>) {
    let calls = &file.facts.calls;
    for call in calls {
        // A function of the project may have the name.
        if is_run(call, calls) && matches!(call.arguments.first(), Some(Value::Object { .. })) {
            let message = format!("{} is deprecated", message::quoted(RUN));
            out.push(
                RULE.at(&file.path, call.callee.span, message)
                    .help("use `hubspot.serverless`"),
            );
        }
    }
}

/// Whether a call is one of the function that `hubspot.extend` passes: destructured from what is passed, or a member of it in
/// the call of `hubspot.extend` or of `props`.
fn is_run(call: &Call, calls: &[Call]) -> bool {
    let Root::Bound(root) = &call.callee.root else {
        return false;
    };
    match call.callee.members.as_slice() {
        [] => root == RUN,
        [member] if member == RUN && root != "this" => {
            root == "props" || calls.iter().any(|outer| is_extend_around(outer, call))
        }
        _ => false,
    }
}

fn is_extend_around(outer: &Call, call: &Call) -> bool {
    let callee = &outer.callee;
    let is_extend = match &callee.root {
        Root::Imported { specifier, name } => {
            specifier == SDK && name.as_deref() == Some("hubspot") && callee.members == ["extend"]
        }
        _ => false,
    };
    is_extend && outer.span.start < call.span.start && call.span.end <= outer.span.end
}
