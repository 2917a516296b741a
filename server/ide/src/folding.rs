//! What an editor may fold: objects and arrays.

use diagnostics::Span;
use syntax::{Kind, Syntax};

/// The objects and arrays of a text, brackets included, in the order of their beginnings.
pub fn folding(syntax: &Syntax) -> Vec<Span> {
    let all = syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants());
    all.filter(|value| matches!(value.kind(), Kind::Object | Kind::Array))
        .map(|value| value.span())
        .collect()
}
