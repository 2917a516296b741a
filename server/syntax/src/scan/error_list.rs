//! The list of errors, and how they quote the text.

use crate::{ErrorKind, SyntaxError};
use diagnostics::Span;
use diagnostics::message::is_invisible;

/// More characters than a message has room for.
const MAX_CHARACTERS: usize = 40;

/// An error of the kind `InvalidJson`.
pub(crate) fn error(
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> SyntaxError {
    SyntaxError {
        kind: ErrorKind::InvalidJson,
        span,
        message: message.into(),
        help: help.into(),
        related: None,
        fix: None,
    }
}

impl SyntaxError {
    /// Adds the edits of its fix.
    pub(crate) fn fixed(mut self, title: &str, edits: Vec<(Span, String)>) -> SyntaxError {
        self.fix = Some((title.to_owned(), edits));
        self
    }

    /// Adds the fix that replaces the text of the error.
    pub(crate) fn replaced_by(self, title: &str, text: impl Into<String>) -> SyntaxError {
        let span = self.span;
        self.fixed(title, vec![(span, text.into())])
    }

    /// Adds the fix that removes the text of the error.
    pub(crate) fn removed(self, title: &str) -> SyntaxError {
        self.replaced_by(title, "")
    }

    /// Adds another location that explains it.
    pub(crate) fn related(mut self, span: Span, message: impl Into<String>) -> SyntaxError {
        self.related = Some((span, message.into()));
        self
    }
}

/// Errors up to a maximum number; those beyond it are dropped.
pub(crate) struct ErrorList {
    errors: Vec<SyntaxError>,
    max: usize,
}

impl ErrorList {
    pub(crate) fn new(max: usize) -> ErrorList {
        ErrorList {
            errors: Vec::new(),
            max,
        }
    }

    pub(crate) fn add(&mut self, error: SyntaxError) {
        if !self.is_full() {
            self.errors.push(error);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.errors.len() >= self.max
    }

    /// Removes and returns the last error if it reaches the `end` and is not an independent error, which has a fix.
    pub(crate) fn take_at_end(&mut self, end: usize) -> Option<SyntaxError> {
        self.errors
            .pop_if(|error| error.span.end as usize >= end && error.fix.is_none())
    }

    /// The errors in the order of the text.
    pub(crate) fn sorted(mut self) -> Vec<SyntaxError> {
        self.errors.sort_by_key(|error| error.span);
        self.errors
    }
}

/// The beginning of `text` in backticks, without characters that could control a terminal.
pub(crate) fn quoted(text: &str) -> String {
    let mut chars = text.chars();
    let shown: String = chars
        .by_ref()
        .take(MAX_CHARACTERS)
        .map(|c| if is_invisible(c) { '\u{FFFD}' } else { c })
        .collect();
    let more = if chars.next().is_some() { "…" } else { "" };
    format!("`{shown}{more}`")
}

/// The character's name and its code point.
pub(crate) fn character(c: char) -> String {
    let name = match c {
        '\0' => "null character",
        '\u{8}' => "backspace",
        '\t' => "tab",
        '\u{B}' => "vertical tab",
        '\u{C}' => "form feed",
        '\u{1B}' => "escape character",
        '\u{A0}' => "no-break space",
        '\u{200B}' => "zero-width space",
        '\u{2028}' => "line separator",
        '\u{3000}' => "ideographic space",
        '\u{FEFF}' => "byte-order mark",
        c if c.is_control() => "control character",
        c if c.is_whitespace() => "whitespace character",
        _ => "invisible character",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}
