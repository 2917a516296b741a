//! Foldable ranges: objects and arrays.

use diagnostics::Span;
use syntax::{Kind, Syntax};

/// The objects and arrays of a text, brackets included, in the order of their starts.
pub fn folding(syntax: &Syntax) -> Vec<Span> {
    let mut spans = Vec::new();
    if let Some(root) = syntax.root() {
        for value in root.descendants() {
            if matches!(value.kind(), Kind::Object | Kind::Array) {
                spans.push(value.span());
            }
        }
    }
    spans
}
