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
use analysis::components::{ComponentFile, ProjectFile};
use diagnostics::{Diagnostic, RelPath, Safety, message};
use schema::Annotation;
use syntax::{Value, edit};

rule! {
    file: "windows_separator.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: ProjectFile(in_project_file), Component(in_component),
}

/// What `x-ref` of the schemas says of the properties that are paths.
const PATHS: [&str; 3] = ["entrypoint-file", "asset-file", "directory"];

fn in_project_file(file: &ProjectFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    check_paths(cx, file.root, "hsproject", &leads_out, out);
}

fn in_component(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if let Some(component) = cx.component {
        check_paths(cx, file.root, component.name, &|_| false, out);
    }
}

/// Checks the strings that the schema marks as paths. `is_reported` tells of a path with slashes
/// whether another rule reports it.
fn check_paths(
    cx: &FileContext<'_>,
    root: Value<'_>,
    schema_name: &str,
    is_reported: &dyn Fn(&str) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    if !may_have_backslashes(cx) {
        return;
    }
    let Some(schema) = schema::schema(schema_name) else {
        return;
    };
    schema::walk_annotated(Annotation::Target, schema, root, &mut |visit| {
        let Some(text) = visit.value.as_str() else {
            return;
        };
        let is_path = visit.reference().is_some_and(|kind| PATHS.contains(&kind));
        if !is_path || !text.contains('\\') || is_absolute(text) {
            return;
        }
        let path = with_slashes(text);
        if !is_reported(&path) {
            out.push(describe(cx, visit.value, text, &path));
        }
    });
}

/// Hardly any file has a backslash, and a profile can add one only where it replaces placeholders.
fn may_have_backslashes(cx: &FileContext<'_>) -> bool {
    let syntax = cx.root.syntax();
    let is_as_written = std::ptr::eq(syntax, &cx.document.syntax);
    !is_as_written || syntax.has_backslash()
}

fn describe(cx: &FileContext<'_>, value: Value<'_>, text: &str, path: &str) -> Diagnostic {
    let message = format!(
        "{} contains backslashes; only Windows treats them as separators",
        message::quoted(text)
    );
    let change = format!("change to {}", message::quoted(path));
    let edits = edit::replace_value(value, &edit::quote(path));
    cx.at(&RULE, value.span(), message)
        .help(&change)
        .fix(change, Safety::Safe, edits)
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

/// Whether a `srcDir` is outside of the project, which other rules report.
fn leads_out(path: &str) -> bool {
    path.starts_with('/') || RelPath::default().join(path).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn run_of_backslashes_becomes_one_slash() {
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
