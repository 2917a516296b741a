//! The words for the errors that concern more than one token.

use super::{ErrorScanner, Expected};
use crate::scan::error_list::{error, quoted};
use crate::scan::{Bracket, Token, TokenKind, unquoted};
use crate::{ErrorKind, SyntaxError};
use diagnostics::Span;

impl ErrorScanner<'_> {
    pub(super) fn lost(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<()> {
        self.scanner.report.add(error(span, message, help));
        None
    }

    pub(super) fn unexpected(&mut self, token: Token, due: &str) -> Option<()> {
        self.lost(
            token.span,
            format!("expected {due}, found {}", self.quote(token.span)),
            format!("write {due} here"),
        )
    }

    pub(super) fn no_json(&mut self, token: Token) -> Option<()> {
        let help = "begin the JSON file with `{`";
        self.lost(
            token.span,
            format!("{} is not JSON", self.quote(token.span)),
            help,
        )
    }

    /// Whether a string ends where `token` begins.
    pub(super) fn touches_string(&self, token: Token) -> bool {
        self.previous.kind == TokenKind::String && self.previous.span.end == token.span.start
    }

    pub(super) fn after_string(&mut self, token: Token) -> Option<()> {
        let help = "escape a quote within a string as `\\\"`";
        self.lost(
            token.span,
            format!("{} directly after a string", self.quote(token.span)),
            help,
        )
    }

    /// Whether a string begins where `token` ends, which was read last and is no value of its own.
    pub(super) fn touches_quote(&self, token: Token) -> bool {
        self.scanner.rest().starts_with('"') && !self.is_scalar(token)
    }

    pub(super) fn before_quote(&mut self, token: Token) -> Option<()> {
        self.lost(
            token.span,
            format!("{} directly before a quote", self.quote(token.span)),
            "put the whole string in quotes",
        )
    }

    pub(super) fn no_value(&mut self) {
        if self.is_scalar(self.previous) {
            let message = format!("{} has no key", self.quote(self.previous.span));
            let help = "write a key in double quotes and `:` before it, or remove it";
            return self
                .scanner
                .report
                .add(error(self.previous.span, message, help));
        }
        let message = format!("{} has no value", self.name(self.previous.span));
        self.scanner.report.add(error(
            self.member,
            message,
            "write a value after it, or remove the key",
        ));
    }

    pub(super) fn missing_comma(&mut self, token: Token, next: Expected) {
        let after = Span {
            start: self.previous.span.end,
            ..self.previous.span
        };
        let found = error(
            token.span,
            format!("missing comma before {}", self.quote(token.span)),
            "insert `,`",
        );
        self.scanner
            .report
            .add(found.fixed("insert `,`", vec![(after, ",".to_owned())]));
        // As after a comma, but a closing bracket cannot come next.
        self.expected = next;
    }

    pub(super) fn stray_comma(&mut self, token: Token) -> Option<()> {
        let first = matches!(self.expected, Expected::FirstKey | Expected::FirstValue);
        let message = if first {
            "comma before the first value"
        } else {
            "two commas without a value between them"
        };
        let found = error(token.span, message, "remove the comma");
        self.scanner
            .report
            .add(found.fixed("remove the comma", vec![(token.span, String::new())]));
        Some(())
    }

    pub(super) fn bare_key(&mut self, span: Span) {
        // `{a, b}`: what is said about the missing value is enough.
        if self.scanner.rest().trim_start().starts_with([',', '}']) {
            return;
        }
        let text = self.scanner.text(span);
        let found = error(
            span,
            format!("key {} is not quoted", quoted(text)),
            "put it in double quotes",
        );
        let found = match unquoted::quotable(text) && self.scanner.colon_follows() {
            true => found.fixed(
                "put it in double quotes",
                vec![(span, format!("\"{text}\""))],
            ),
            false => found,
        };
        self.scanner.report.add(found);
    }

    /// TokenKind stands behind the value of the file.
    pub(super) fn after_root(&mut self, token: Token) -> Option<()> {
        let (message, help) = match token.kind {
            TokenKind::End => return None,
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
        let mut found = error(token.span, message, help);
        let last = self
            .scanner
            .rest()
            .trim_start_matches([' ', '\t', '\n', '\r'])
            .is_empty();
        if last && matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon) {
            found = found.fixed("remove it", vec![(token.span, String::new())]);
        }
        self.scanner.report.add(found);
        None
    }

    /// The end of a text that has no value, or lacks closing brackets.
    pub(super) fn end(&mut self) -> Option<()> {
        if self.open.is_empty() {
            let found = error(
                Span::default(),
                "empty file: expected a JSON value",
                "write a JSON value, for example `{}`",
            );
            self.scanner.report.add(SyntaxError {
                kind: ErrorKind::EmptyFile,
                ..found
            });
        }
        let (first, last) = (self.open.first()?.span, self.open.last()?.span);
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
        let found = error(
            last,
            message,
            format!("write {} at its end", quoted(&closing)),
        );
        // A text that was cut off has one error: what is unfinished at its end belongs to it.
        let end = self.scanner.report.take_at_end(self.scanner.end_of_text());
        let found = match end {
            Some(end) => found.related(end.span, format!("the file ends here: {}", end.message)),
            None if first == last => found,
            None => found.related(first, "outermost unclosed bracket"),
        };
        self.scanner.report.add(found);
        None
    }

    /// Refuses what is wrong wherever it stands: a bracket that closes another one, a merge conflict.
    pub(super) fn leftover(&mut self, token: Token) -> Option<()> {
        if let TokenKind::Close(bracket) = token.kind
            && let Some(open) = self
                .open
                .last()
                .filter(|_| self.container() != Some(bracket))
        {
            let (opened, closed) = (
                quoted(self.scanner.text(open.span)),
                quoted(self.scanner.text(token.span)),
            );
            let found = error(
                token.span,
                format!("{closed} does not match {opened}"),
                format!("close {opened} first, or change the bracket"),
            );
            let found = found.related(open.span, format!("{opened} is still open"));
            self.scanner.report.add(found);
            return None;
        }
        let begins = |text: &str| self.scanner.source_from(token.span).starts_with(text);
        if ["<<<<<<<", "=======", ">>>>>>>"].into_iter().any(begins) {
            let help = "resolve the conflict and remove its markers";
            return self.lost(token.span, "unresolved merge conflict", help);
        }
        if begins("\\\"") {
            let help = "remove the backslashes before the quotes (they come from JSON copied out of a string)";
            return self.lost(token.span, "backslash outside of a string", help);
        }
        if begins("*/") {
            return self.lost(token.span, "`*/` without a comment before it", "remove it");
        }
        Some(())
    }

    /// A closing bracket that matches; `leftover` has refused all others.
    pub(super) fn close(&mut self, token: Token) -> Option<()> {
        if matches!(self.expected, Expected::Key | Expected::Value) {
            let found = error(
                self.comma,
                format!("trailing comma before {}", self.quote(token.span)),
                "remove the comma",
            );
            self.scanner
                .report
                .add(found.fixed("remove the comma", vec![(self.comma, String::new())]));
        }
        self.open.pop();
        self.finished(token)
    }

    /// A string without an end. TokenKind it swallowed up to the end of its line is not known.
    pub(super) fn cut_off(&mut self, token: Token) -> Option<()> {
        let swallowed = self.scanner.text(token.span).contains(['{', '}', '[', ']']);
        self.expected = Expected::Anything;
        (!swallowed).then_some(())
    }

    /// Whether `token`, which stands where a comma is due, can only be the next member or element.
    pub(super) fn begins_next(&self, container: Bracket, token: Token) -> bool {
        match (container, token.kind) {
            (Bracket::Brace, TokenKind::String | TokenKind::Unquoted) => {
                self.scanner.colon_follows()
            }
            (Bracket::Square, TokenKind::Unquoted) => {
                unquoted::is_scalar(self.scanner.text(token.span))
            }
            (Bracket::Square, _) => true,
            (Bracket::Brace, _) => false,
        }
    }
}
