//! Fixes in broken text. What a bracket or a comma belongs to is not certain there, so a key or a scalar may get another
//! text, and nothing else: whatever is inserted, moved or taken out might land in, or take along, what is not understood.

use std::collections::BTreeMap;

use crate::Check;
use diagnostics::{Diagnostic, Edit, RelPath, Span};
use project::document::Document;
use syntax::{ErrorKind, Kind, Value};

/// Takes away the fixes that guess in one of these texts. Those of syntax errors stay.
pub(super) fn drop_guesses<'d>(
    found: &mut [Diagnostic],
    documents: impl Iterator<Item = &'d Document>,
) {
    let broken: BTreeMap<&RelPath, Vec<Span>> = documents
        .filter(|one| is_broken(one))
        .map(|one| (&one.path, tokens(one)))
        .collect();
    if broken.is_empty() {
        return;
    }
    let is_certain = |edit: &Edit| {
        broken
            .get(&edit.file)
            .is_none_or(|tokens| holds(tokens, edit.span))
    };
    for finding in found.iter_mut().filter(|finding| !is_about_syntax(finding)) {
        finding.fixes.retain(|fix| fix.edits.iter().all(is_certain));
    }
}

fn is_about_syntax(finding: &Diagnostic) -> bool {
    crate::registered(finding.rule).is_some_and(|one| {
        matches!(
            one.checks,
            [Check::Syntax | Check::ComponentRoot | Check::PackageSyntax]
        )
    })
}

fn is_broken(document: &Document) -> bool {
    document
        .syntax
        .errors
        .iter()
        .any(|error| error.kind == ErrorKind::InvalidJson)
}

/// The keys and the scalars that are understood, in the order of the text.
fn tokens(document: &Document) -> Vec<Span> {
    let values = document
        .syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants());
    let is_scalar =
        |value: &Value<'_>| !matches!(value.kind(), Kind::Object | Kind::Array | Kind::Unknown);
    let of = |value: Value<'_>| {
        [
            value.key().map(|key| key.span),
            is_scalar(&value).then(|| value.span()),
        ]
    };
    values.flat_map(of).flatten().collect()
}

/// Whether a span is in one of these tokens.
fn holds(tokens: &[Span], span: Span) -> bool {
    let next = tokens.partition_point(|token| token.start <= span.start);
    next.checked_sub(1)
        .is_some_and(|at| span.end <= tokens[at].end)
}
