//! The errors that concern more than one token.

use std::ops::ControlFlow;

use super::{ErrorScanner, Expected};
use crate::ErrorKind;
use crate::scan::error_list::{error, quoted};
use crate::scan::unquoted;
use crate::token::{Bracket, Token, TokenKind};
use diagnostics::Span;

const CONFLICT_MARKERS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

impl ErrorScanner<'_> {
    pub(super) fn unexpected(&mut self, token: Token, expected: &str) -> ControlFlow<()> {
        self.stop_at(
            token.span,
            format!("expected {expected}, found {}", self.quote(token.span)),
            format!("write {expected} here"),
        )
    }

    pub(super) fn not_json(&mut self, token: Token) -> ControlFlow<()> {
        self.stop_at(
            token.span,
            format!("{} is not JSON", self.quote(token.span)),
            "begin the JSON file with `{`",
        )
    }

    /// Whether a string ends where `token` begins.
    pub(super) fn touches_string(&self, token: Token) -> bool {
        self.previous.kind == TokenKind::String && self.previous.span.end == token.span.start
    }

    pub(super) fn after_string(&mut self, token: Token) -> ControlFlow<()> {
        self.stop_at(
            token.span,
            format!("{} directly after a string", self.quote(token.span)),
            "escape a quote within a string as `\\\"`",
        )
    }

    /// Whether a string begins where `token`, the last one read, ends and cannot be a value.
    pub(super) fn touches_quote(&self, token: Token) -> bool {
        self.scanner.rest().starts_with('"') && !self.is_valid_unquoted(token)
    }

    pub(super) fn before_quote(&mut self, token: Token) -> ControlFlow<()> {
        self.stop_at(
            token.span,
            format!("{} directly before a quote", self.quote(token.span)),
            "put the whole string in quotes",
        )
    }

    pub(super) fn missing_value(&mut self) {
        let previous = self.previous.span;
        if self.is_valid_unquoted(self.previous) {
            let message = format!("{} has no key", self.quote(previous));
            let help = "write a key in double quotes and `:` before it, or remove it";
            self.report(error(previous, message, help));
            return;
        }
        let message = format!("{} has no value", self.name(previous));
        let help = "write a value after it, or remove the key";
        self.report(error(self.member, message, help));
    }

    pub(super) fn missing_colon(&mut self, token: Token) {
        let key = self.name(self.previous.span);
        let message = format!("missing `:` between {key} and its value");
        let edit = (self.after_previous(), ":".to_owned());
        self.report(error(token.span, message, "insert `:`").fixed("insert `:`", vec![edit]));
    }

    pub(super) fn missing_comma(&mut self, token: Token) {
        let message = format!("missing comma before {}", self.quote(token.span));
        let edit = (self.after_previous(), ",".to_owned());
        self.report(error(token.span, message, "insert `,`").fixed("insert `,`", vec![edit]));
    }

    /// The empty span behind the last key or value.
    fn after_previous(&self) -> Span {
        Span {
            start: self.previous.span.end,
            end: self.previous.span.end,
        }
    }

    pub(super) fn stray_comma(&mut self, token: Token) -> ControlFlow<()> {
        let message = match self.expected {
            Expected::FirstKey | Expected::FirstValue => "comma before the first value",
            _ => "two commas without a value between them",
        };
        self.report(error(token.span, message, "remove the comma").removed("remove the comma"));
        ControlFlow::Continue(())
    }

    pub(super) fn unquoted_key(&mut self, span: Span) {
        // `{a, b}`: the error about the missing value is enough.
        if self.scanner.rest().trim_start().starts_with([',', '}']) {
            return;
        }
        let text = self.scanner.text(span);
        let help = "put it in double quotes";
        let mut error = error(span, format!("key {} is not quoted", quoted(text)), help);
        if unquoted::is_quotable(text) && self.scanner.colon_follows() {
            error = error.replaced_by(help, format!("\"{text}\""));
        }
        self.report(error);
    }

    /// A token after the value of the file.
    pub(super) fn after_root(&mut self, token: Token) -> ControlFlow<()> {
        let (message, help) = match token.kind {
            TokenKind::End => return ControlFlow::Break(()),
            TokenKind::Close(_) => (
                format!("unmatched closing {}", self.quote(token.span)),
                "remove it, or add the opening bracket",
            ),
            TokenKind::Colon => (
                "key outside of an object".to_owned(),
                "write `{` before the first key and `}` at the end",
            ),
            TokenKind::Open(_) => (
                "second value in the file".to_owned(),
                "keep one top-level value",
            ),
            _ => (
                format!(
                    "{} after the end of the top-level value",
                    self.quote(token.span)
                ),
                "remove everything after the top-level value",
            ),
        };
        let mut error = error(token.span, message, help);
        let is_last = self
            .scanner
            .rest()
            .trim_start_matches([' ', '\t', '\n', '\r'])
            .is_empty();
        if is_last && matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon) {
            error = error.removed("remove it");
        }
        self.report(error);
        ControlFlow::Break(())
    }

    /// The end of a text that has no value, or lacks closing brackets.
    pub(super) fn end(&mut self) -> ControlFlow<()> {
        match (self.open.first(), self.open.last()) {
            (Some(first), Some(last)) => self.unclosed(first.span, last.span),
            _ => self.empty_file(),
        }
        ControlFlow::Break(())
    }

    fn empty_file(&mut self) {
        let mut error = error(
            Span::default(),
            "empty file: expected a JSON value",
            "write a JSON value, for example `{}`",
        );
        error.kind = ErrorKind::EmptyFile;
        self.report(error);
    }

    /// Brackets that are still open at the end, of which `first` is the outermost and `last` the innermost.
    fn unclosed(&mut self, first: Span, last: Span) {
        let bracket = self.quote(last);
        let message = match self.open.len() {
            1 => format!("unclosed {bracket}"),
            2 => format!("unclosed {bracket}, as is the bracket around it"),
            more => format!(
                "unclosed {bracket}, as are the {} brackets around it",
                more - 1
            ),
        };
        let closing: String = self
            .open
            .iter()
            .rev()
            .take(40)
            .filter_map(|open| open.kind.closing())
            .collect();
        let mut error = error(
            last,
            message,
            format!("write {} at its end", quoted(&closing)),
        );
        // A text that was cut off has one error, which includes what is unfinished at its end.
        if let Some(end) = self.scanner.errors.take_at_end(self.scanner.end_of_text()) {
            error = error.related(end.span, format!("the file ends here: {}", end.message));
        } else if first != last {
            error = error.related(first, "outermost unclosed bracket");
        }
        self.report(error);
    }

    /// Refuses what is an error wherever it is: a bracket that closes another one, a merge conflict.
    pub(super) fn misplaced(&mut self, token: Token) -> ControlFlow<()> {
        if let TokenKind::Close(bracket) = token.kind
            && let Some(open) = self.open.last()
            && self.container() != Some(bracket)
        {
            return self.mismatched(token.span, open.span);
        }
        let text = self.scanner.source_from(token.span);
        if CONFLICT_MARKERS
            .iter()
            .any(|marker| text.starts_with(marker))
        {
            let help = "resolve the conflict and remove its markers";
            return self.stop_at(token.span, "unresolved merge conflict", help);
        }
        if text.starts_with("\\\"") {
            let help = "remove the backslashes before the quotes (they come from JSON copied out of a string)";
            return self.stop_at(token.span, "backslash outside of a string", help);
        }
        if text.starts_with("*/") {
            let message = "`*/` without a comment before it";
            return self.stop_at(token.span, message, "remove it");
        }
        ControlFlow::Continue(())
    }

    fn mismatched(&mut self, close: Span, open: Span) -> ControlFlow<()> {
        let (opening, closing) = (self.quote(open), self.quote(close));
        let error = error(
            close,
            format!("{closing} does not match {opening}"),
            format!("close {opening} first, or change the bracket"),
        );
        self.report(error.related(open, format!("{opening} is still open")));
        ControlFlow::Break(())
    }

    /// A closing bracket that matches; `misplaced` has refused all others.
    pub(super) fn close(&mut self, token: Token) -> ControlFlow<()> {
        if matches!(self.expected, Expected::Key | Expected::Value) {
            let message = format!("trailing comma before {}", self.quote(token.span));
            let error = error(self.comma, message, "remove the comma");
            self.report(error.removed("remove the comma"));
        }
        self.open.pop();
        self.finished(token)
    }

    /// A string without an end, which may include other tokens of its line.
    pub(super) fn unterminated(&mut self, token: Token) -> ControlFlow<()> {
        self.expected = Expected::Anything;
        if self.scanner.text(token.span).contains(['{', '}', '[', ']']) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Whether `token`, found where a comma is expected, can only be the next member or element.
    pub(super) fn begins_next(&self, container: Bracket, token: Token) -> bool {
        match (container, token.kind) {
            (Bracket::Brace, TokenKind::String | TokenKind::Unquoted) => {
                self.scanner.colon_follows()
            }
            (Bracket::Square, TokenKind::Unquoted) => {
                unquoted::is_valid(self.scanner.text(token.span))
            }
            (Bracket::Square, _) => true,
            (Bracket::Brace, _) => false,
        }
    }
}
