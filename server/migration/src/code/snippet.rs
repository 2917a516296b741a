//! The line of a text that something is in, without the secrets in it.

use analysis::secrets::{self, MASK};
use diagnostics::Span;

/// A longer line is shortened.
const LONGEST: usize = 120;

/// The line with this offset.
pub(crate) fn at(text: &str, offset: usize) -> String {
    without(text, &secrets::spans_in_source(text), offset)
}

/// The same, with the sorted spans of the secrets of the text.
pub(crate) fn without(text: &str, secrets: &[Span], offset: usize) -> String {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let mut line = String::new();
    let mut next = start;
    for secret in secrets {
        let range = secret.range();
        if range.end <= next || range.start >= end {
            continue;
        }
        line += text.get(next..range.start.max(next)).unwrap_or_default();
        line += MASK;
        next = range.end;
    }
    line += text.get(next..end).unwrap_or_default();
    line.trim().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_has_no_secret() {
        let token = format!("pat-na1-{}", "0".repeat(32));
        let text = format!("a();\n  const t = process.env.T || '{token}'; // x\nb();\n");
        let offset = text.find("process").unwrap_or_default();
        assert_eq!(
            at(&text, offset),
            format!("const t = process.env.T || '{MASK}'; // x")
        );
        assert_eq!(at(&text, 0), "a();");
    }
}
