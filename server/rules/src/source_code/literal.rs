//! The literals of a source file.

use analysis::code::Code;
use diagnostics::{RelPath, Span};

/// The quotes of the literal at a span, if it is a string that is written as its value is, without escapes.
pub(super) fn quote<'c>(
    code: &Code<'c>,
    file: &RelPath,
    span: Span,
    value: &str,
) -> Option<&'c str> {
    let source = code.source(file)?;
    let literal = source.text.get(span.range())?;
    for quote in ["\"", "'", "`"] {
        if let Some(rest) = literal.strip_prefix(quote)
            && rest.strip_suffix(quote) == Some(value)
        {
            return literal.get(..quote.len());
        }
    }
    None
}
