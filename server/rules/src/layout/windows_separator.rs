//! # windows-separator
//!
//! A path contains backslashes.
//!
//! ## What it does
//!
//! Checks `srcDir`, entrypoints, paths of images and paths of folders. Absolute Windows paths, and
//! a `srcDir` outside the project, are left to other rules.
//!
//! ## Why
//!
//! Only Windows treats `\` as a path separator. On macOS and Linux, HubSpot's tools look for a file
//! with backslashes in its name, so the project works on one computer and fails on another, or in
//! CI. `/` works everywhere.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "\\app\\cards\\Orders.tsx" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.tsx" } }
//! ```
//!
//! ## How to fix
//!
//! Replace the backslashes with `/`.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0 and `@hubspot/project-parsing-lib` 0.23.0 join paths as they are
//! written, in the way of the system that they run on.

use crate::rule;
use analysis::FileContext;
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, Safety, message};
use schema::Annotation;
use syntax::edit;

rule! {
    file: "windows_separator.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: File(check),
}

/// What `x-ref` of the schemas says of the properties that are paths.
const PATHS: [&str; 3] = ["entrypoint-file", "asset-file", "directory"];

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let is_project = cx.document.kind == FileKind::Project;
    let name = if is_project {
        Some("hsproject")
    } else {
        cx.component.map(|component| component.name)
    };
    // Hardly any file has one, and a profile can add one only where it fills in values.
    let is_as_written = std::ptr::eq(cx.root.syntax(), &cx.document.syntax);
    if is_as_written && !cx.root.syntax().source().contains('\\') {
        return;
    }
    let Some(schema) = name.and_then(schema::schema) else {
        return;
    };
    schema::walk_annotated(Annotation::Target, schema, cx.root, &mut |visit| {
        let Some(text) = visit.value.as_str() else {
            return;
        };
        if !visit.reference().is_some_and(|kind| PATHS.contains(&kind)) || !text.contains('\\') {
            return;
        }
        let path = with_slashes(text);
        // With slashes these are outside of the project too, which other rules report.
        if is_absolute(text) || is_project && leads_out(&path) {
            return;
        }
        let message = format!(
            "{} contains backslashes; only Windows treats them as separators",
            message::quoted(text)
        );
        let path_shown = message::quoted(&path);
        let fix = edit::replace_value(visit.value, &edit::quote(&path));
        out.push(
            cx.at(&RULE, visit.value.span(), message)
                .help(format!("change to {path_shown}"))
                .fix(format!("change to {path_shown}"), Safety::Safe, fix),
        );
    });
}

/// A backslash that was escaped once too often is one separator.
fn with_slashes(text: &str) -> String {
    let mut path = String::new();
    let mut last = None;
    for character in text.chars() {
        if character != '\\' {
            path.push(character);
        } else if last != Some('\\') {
            path.push('/');
        }
        last = Some(character);
    }
    path
}

/// Whether a path begins with a drive: `C:\orders`.
fn is_absolute(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// Whether a `srcDir` is outside of the project.
fn leads_out(path: &str) -> bool {
    path.starts_with('/') || RelPath::default().join(path).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_of_backslashes_is_one_slash() {
        for (text, path) in [
            ("src\\app", "src/app"),
            ("\\app\\\\cards\\X.tsx", "/app/cards/X.tsx"),
            (".\\src\\", "./src/"),
            ("a//b\\c", "a//b/c"),
        ] {
            assert_eq!(with_slashes(text), path);
        }
    }
}
