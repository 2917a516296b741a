//! Fixes in invalid JSON. What a bracket or a comma belongs to is not certain there, so only keys and scalars may be
//! replaced: whatever is inserted, moved or removed might affect text that is not understood.

use std::collections::BTreeMap;

use crate::Check;
use diagnostics::{Diagnostic, RelPath, Span};
use project::document::Document;
use syntax::{ErrorKind, Kind, Value};

/// Drops the fixes that are uncertain in one of these documents. Those of syntax errors stay.
pub(super) fn drop<'d>(
    diagnostics: &mut [Diagnostic],
    documents: impl Iterator<Item = &'d Document>,
) {
    let tokens_of: BTreeMap<&RelPath, Vec<Span>> = documents
        .filter(|document| is_invalid(document))
        .map(|document| (&document.path, tokens(document)))
        .collect();
    if tokens_of.is_empty() {
        return;
    }
    for diagnostic in diagnostics {
        if is_about_syntax(diagnostic) {
            continue;
        }
        diagnostic.fixes.retain(|fix| {
            fix.edits.iter().all(|edit| {
                tokens_of
                    .get(&edit.file)
                    .is_none_or(|tokens| is_in_one(edit.span, tokens))
            })
        });
    }
}

fn is_about_syntax(diagnostic: &Diagnostic) -> bool {
    crate::registered(diagnostic.rule).is_some_and(|registered| {
        matches!(
            registered.checks,
            [Check::Syntax | Check::ComponentRoot | Check::PackageSyntax]
        )
    })
}

fn is_invalid(document: &Document) -> bool {
    document
        .syntax
        .errors
        .iter()
        .any(|error| error.kind == ErrorKind::InvalidJson)
}

/// The spans of keys and scalars, in the order of the text.
fn tokens(document: &Document) -> Vec<Span> {
    let mut tokens = Vec::new();
    let Some(root) = document.syntax.root() else {
        return tokens;
    };
    for value in root.descendants() {
        if let Some(key) = value.key() {
            tokens.push(key.span);
        }
        if is_scalar(value) {
            tokens.push(value.span());
        }
    }
    tokens
}

fn is_scalar(value: Value<'_>) -> bool {
    !matches!(value.kind(), Kind::Object | Kind::Array | Kind::Unknown)
}

/// Whether a span is in one of these tokens.
fn is_in_one(span: Span, tokens: &[Span]) -> bool {
    let next = tokens.partition_point(|token| token.start <= span.start);
    match tokens[..next].last() {
        Some(token) => span.end <= token.end,
        None => false,
    }
}
