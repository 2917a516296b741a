//! The diagnostics about a file's text: its encoding, its syntax, and duplicate keys.

use crate::json::{byte_order_mark, duplicate_key, empty_file, invalid_json, invalid_utf8};
use crate::local_development::unusable_local_json;
use crate::packages::invalid_package_json;
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, Rule, Safety};
use project::document::Document;
use syntax::{ErrorKind, SyntaxError};

/// Adds the diagnostics about the text.
pub(super) fn check(document: &Document, out: &mut Vec<Diagnostic>) {
    let path = &document.path;
    let errors = &document.syntax.errors;
    if document.kind == FileKind::Package {
        out.extend(
            errors
                .iter()
                .filter_map(|error| invalid_package_json::describe(path, error)),
        );
    }
    if !document.kind.is_of_hubspot() {
        return;
    }
    if let Some(span) = document.invalid_utf8 {
        out.push(invalid_utf8::describe(path, span));
    }
    for error in errors {
        if document.kind != FileKind::Local {
            out.push(describe(path, error));
        } else if error.kind != ErrorKind::EmptyFile {
            // HubSpot's tools ignore an empty `local.json`.
            out.push(unusable_local_json::describe(document, error));
        }
    }
    for (first, again) in document.syntax.duplicate_keys() {
        out.push(duplicate_key::describe(path, first, again));
    }
}

fn describe(path: &RelPath, error: &SyntaxError) -> Diagnostic {
    let rule: &Rule = match error.kind {
        ErrorKind::InvalidJson => &invalid_json::RULE,
        ErrorKind::ByteOrderMark => &byte_order_mark::RULE,
        ErrorKind::EmptyFile => &empty_file::RULE,
    };
    let mut diagnostic = rule.at(path, error.span, &error.message).help(&error.help);
    if let Some((span, message)) = &error.related {
        diagnostic = diagnostic.related(path, *span, message);
    }
    if let Some((title, edits)) = &error.fix {
        diagnostic = diagnostic.fix(title, Safety::Safe, edits.clone());
    }
    diagnostic
}
