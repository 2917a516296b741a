//! The errors of text that the strict reader refused.
//!
//! One pass over the tokens, with a stack of open brackets and what the grammar expects next. After an error that it
//! understands the scanner continues as if the text were right, so that independent errors are all reported; after any
//! other it stops, so that one error never causes a cascade. It does not decide whether text is JSON: the strict reader
//! does.

mod structure;

use std::ops::ControlFlow;

use super::scan::error_list::{error, quoted};
use super::scan::{Scanner, unquoted};
use super::token::{Bracket, Token, TokenKind};
use super::{ErrorKind, SyntaxError};
use diagnostics::Span;

/// The errors of `source`, in the order of the text; at least one, at most `max`.
pub(super) fn find(source: &str, max: usize) -> Vec<SyntaxError> {
    let mut scanner = ErrorScanner::new(source, max);
    scanner.byte_order_mark();
    // Where it stopped does not matter, only what it found until then.
    let _ = scanner.tokens();
    let mut errors = scanner.scanner.errors;
    if errors.is_empty() {
        // Not reached by any text that the property tests have tried.
        errors.add(error(
            Span::default(),
            "file is not valid JSON",
            "compare it with the JSON grammar",
        ));
    }
    errors.sorted()
}

/// The error about a byte-order mark at the beginning.
pub(super) fn byte_order_mark(span: Span) -> SyntaxError {
    let mut error = error(
        span,
        "file begins with a byte-order mark",
        "save it as UTF-8 without BOM",
    );
    error.kind = ErrorKind::ByteOrderMark;
    error
}

/// What the grammar expects next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// The first element of an array, or its end.
    FirstValue,
    Value,
    /// The first key of an object, or its end.
    FirstKey,
    Key,
    Colon,
    /// A comma, the end of the container, or the end of the text.
    Comma,
    /// After an unterminated string, which may have included a comma.
    Anything,
}

struct ErrorScanner<'s> {
    scanner: Scanner<'s>,
    open: Vec<Token>,
    expected: Expected,
    /// The last key, scalar or closing bracket.
    previous: Token,
    /// The last key, with its colon.
    member: Span,
    /// The last comma.
    comma: Span,
}

/// Each method that takes a token breaks after an error that it does not understand, and at the end of the text.
impl<'s> ErrorScanner<'s> {
    fn new(source: &'s str, max: usize) -> ErrorScanner<'s> {
        let nothing = Token {
            kind: TokenKind::End,
            span: Span::default(),
        };
        ErrorScanner {
            scanner: Scanner::new(source, max),
            open: Vec::new(),
            expected: Expected::Value,
            previous: nothing,
            member: Span::default(),
            comma: Span::default(),
        }
    }

    fn byte_order_mark(&mut self) {
        if let Some(span) = self.scanner.byte_order_mark() {
            self.report(byte_order_mark(span).removed("remove the byte-order mark"));
        }
    }

    fn tokens(&mut self) -> ControlFlow<()> {
        while !self.scanner.errors.is_full()
            && let Some(token) = self.scanner.token(self.is_at_key())
        {
            self.misplaced(token)?;
            match self.expected {
                Expected::FirstValue | Expected::Value => self.value(token)?,
                Expected::FirstKey | Expected::Key => self.key(token)?,
                Expected::Colon => self.colon(token)?,
                Expected::Comma => self.comma(token)?,
                Expected::Anything => self.anything(token)?,
            }
        }
        ControlFlow::Break(())
    }

    fn is_at_key(&self) -> bool {
        match self.expected {
            Expected::FirstKey | Expected::Key => true,
            Expected::Comma | Expected::Anything => self.container() == Some(Bracket::Brace),
            Expected::FirstValue | Expected::Value | Expected::Colon => false,
        }
    }

    fn container(&self) -> Option<Bracket> {
        match self.open.last()?.kind {
            TokenKind::Open(bracket) => Some(bracket),
            _ => None,
        }
    }

    fn value(&mut self, token: Token) -> ControlFlow<()> {
        let in_object = self.container() == Some(Bracket::Brace);
        match token.kind {
            TokenKind::Open(bracket) => self.open_container(token, bracket),
            TokenKind::Unquoted if self.open.is_empty() && !self.is_valid_unquoted(token) => {
                self.not_json(token)
            }
            TokenKind::Unquoted if self.touches_quote(token) => self.before_quote(token),
            TokenKind::String | TokenKind::Unquoted
                if in_object && self.scanner.colon_follows() && !self.is_valid_unquoted(token) =>
            {
                self.missing_value();
                self.key(token)
            }
            TokenKind::String => self.finished(token),
            TokenKind::Unquoted => {
                self.scanner.check_unquoted_value(token.span);
                self.finished(token)
            }
            TokenKind::UnterminatedString => self.unterminated(token),
            TokenKind::Comma | TokenKind::Close(_) if in_object => {
                self.missing_value();
                self.expected = Expected::Comma;
                self.comma(token)
            }
            TokenKind::Comma if !self.open.is_empty() => self.stray_comma(token),
            TokenKind::Close(_) if !self.open.is_empty() => self.close(token),
            TokenKind::Colon | TokenKind::Equals if in_object => {
                let error = error(token.span, "duplicate separator after the key", "remove it");
                self.report(error.removed("remove it"));
                ControlFlow::Continue(())
            }
            TokenKind::End => {
                if in_object {
                    self.missing_value();
                }
                self.end()
            }
            _ => self.unexpected(token, "a value"),
        }
    }

    fn open_container(&mut self, token: Token, bracket: Bracket) -> ControlFlow<()> {
        self.open.push(token);
        self.expected = match bracket {
            Bracket::Brace => Expected::FirstKey,
            Bracket::Square => Expected::FirstValue,
        };
        ControlFlow::Continue(())
    }

    fn key(&mut self, token: Token) -> ControlFlow<()> {
        match token.kind {
            TokenKind::String => {}
            TokenKind::Unquoted if self.touches_quote(token) => return self.before_quote(token),
            TokenKind::Unquoted => self.unquoted_key(token.span),
            TokenKind::UnterminatedString => return self.unterminated(token),
            TokenKind::Comma => return self.stray_comma(token),
            TokenKind::Close(_) => return self.close(token),
            TokenKind::End => return self.end(),
            _ => return self.unexpected(token, "a key in double quotes"),
        }
        self.member = token.span;
        self.previous = token;
        self.expected = Expected::Colon;
        ControlFlow::Continue(())
    }

    fn colon(&mut self, token: Token) -> ControlFlow<()> {
        match token.kind {
            TokenKind::Colon => {}
            TokenKind::Equals | TokenKind::Semicolon => {
                let message = format!("{} after a key", self.quote(token.span));
                self.report(error(token.span, message, "write `:`").replaced_by("write `:`", ":"));
            }
            TokenKind::Unquoted if self.touches_string(token) => return self.after_string(token),
            TokenKind::String | TokenKind::Unquoted if self.scanner.colon_follows() => {
                self.missing_value();
                return self.key(token);
            }
            TokenKind::String
            | TokenKind::Unquoted
            | TokenKind::Open(_)
            | TokenKind::UnterminatedString => {
                self.missing_colon(token);
                self.expected = Expected::Value;
                return self.value(token);
            }
            TokenKind::Comma | TokenKind::Close(_) => {
                self.missing_value();
                self.expected = Expected::Comma;
                return self.comma(token);
            }
            TokenKind::End => return self.end(),
            // Already reported.
            TokenKind::Comment { .. } => return ControlFlow::Continue(()),
        }
        self.member.end = token.span.end;
        self.expected = Expected::Value;
        ControlFlow::Continue(())
    }

    fn comma(&mut self, token: Token) -> ControlFlow<()> {
        let Some(container) = self.container() else {
            return self.after_root(token);
        };
        let next = match container {
            Bracket::Brace => Expected::Key,
            Bracket::Square => Expected::Value,
        };
        match token.kind {
            TokenKind::Comma => {}
            TokenKind::Semicolon => {
                let semicolon = self.quote(token.span);
                if let Some('}' | ']') = self.scanner.next_char() {
                    let message = format!("{semicolon} after the last value");
                    self.report(error(token.span, message, "remove it").removed("remove it"));
                    return ControlFlow::Continue(());
                }
                let message = format!("{semicolon} between two values");
                self.report(error(token.span, message, "write `,`").replaced_by("write `,`", ","));
            }
            TokenKind::Close(_) => return self.close(token),
            TokenKind::End => return self.end(),
            TokenKind::Unquoted if self.touches_string(token) => return self.after_string(token),
            TokenKind::Unquoted | TokenKind::String | TokenKind::Open(_)
                if self.begins_next(container, token) =>
            {
                self.missing_comma(token);
                // As after a comma, but a closing bracket cannot come next.
                self.expected = next;
                return match container {
                    Bracket::Brace => self.key(token),
                    Bracket::Square => self.value(token),
                };
            }
            TokenKind::Colon if container == Bracket::Square => {
                let help = "put keys and their values between `{` and `}`";
                return self.stop_at(token.span, "`:` in an array", help);
            }
            _ => return self.unexpected(token, "`,` or a closing bracket"),
        }
        self.comma = token.span;
        self.expected = next;
        ControlFlow::Continue(())
    }

    fn anything(&mut self, token: Token) -> ControlFlow<()> {
        self.expected = Expected::Comma;
        match token.kind {
            TokenKind::Comma | TokenKind::Close(_) | TokenKind::End => self.comma(token),
            TokenKind::String if self.container() == Some(Bracket::Square) => self.value(token),
            TokenKind::String if self.scanner.colon_follows() => self.key(token),
            _ => ControlFlow::Break(()),
        }
    }

    /// Records the end of a value.
    fn finished(&mut self, token: Token) -> ControlFlow<()> {
        self.previous = token;
        self.expected = Expected::Comma;
        ControlFlow::Continue(())
    }

    fn report(&mut self, error: SyntaxError) {
        self.scanner.errors.add(error);
    }

    /// Reports an error behind which nothing can be understood.
    fn stop_at(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> ControlFlow<()> {
        self.report(error(span, message, help));
        ControlFlow::Break(())
    }

    /// Whether a token is a number or a literal.
    fn is_valid_unquoted(&self, token: Token) -> bool {
        token.kind == TokenKind::Unquoted && unquoted::is_valid(self.scanner.text(token.span))
    }

    fn quote(&self, span: Span) -> String {
        quoted(self.scanner.text(span))
    }

    /// A key in backticks, without its own quotes.
    fn name(&self, key: Span) -> String {
        quoted(self.scanner.text(key).trim_matches('"'))
    }
}
