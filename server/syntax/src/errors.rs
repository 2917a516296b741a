//! TokenKind is wrong with text that the strict reader refused, in a person's words and at the right place.
//!
//! One pass over the tokens, with the open brackets on a stack of its own and the knowledge of what is due next. After
//! an error that it understands it goes on as if the text were right, so that independent errors are all reported;
//! after any other it stops, so that one error never yields a cascade. It must not judge whether text is JSON: the
//! strict reader does.

mod structure;

use super::scan::error_list::{error, quoted};
use super::scan::{Bracket, Scanner, Token, TokenKind, unquoted};
use super::{ErrorKind, SyntaxError};
use diagnostics::Span;

/// TokenKind is wrong with `source`, in the order of the text; at least one error, not more than `most`.
pub(super) fn find(source: &str, most: usize) -> Vec<SyntaxError> {
    let mut finder = ErrorScanner::new(source, most);
    finder.byte_order_mark();
    finder.tokens();
    let mut report = finder.scanner.report;
    if report.is_empty() {
        // Not reached by any text that the property tests have tried.
        report.add(error(
            Span::default(),
            "file is not valid JSON",
            "compare it with the JSON grammar",
        ));
    }
    report.sorted()
}

/// TokenKind may come next.
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
    /// Behind a string without an end, which may have swallowed a comma.
    Anything,
}

struct ErrorScanner<'s> {
    scanner: Scanner<'s>,
    open: Vec<Token>,
    expected: Expected,
    /// The key, or the value, or the closing bracket that was read last.
    previous: Token,
    /// The key that was read last, with its colon.
    member: Span,
    /// The comma that was read last.
    comma: Span,
}

/// The error about a byte-order mark at the beginning.
pub(super) fn byte_order_mark(span: Span) -> SyntaxError {
    let found = error(
        span,
        "file begins with a byte-order mark",
        "save it as UTF-8 without BOM",
    );
    SyntaxError {
        kind: ErrorKind::ByteOrderMark,
        ..found
    }
}

impl<'s> ErrorScanner<'s> {
    fn new(source: &'s str, most: usize) -> ErrorScanner<'s> {
        let nothing = Token {
            kind: TokenKind::End,
            span: Span::default(),
        };
        ErrorScanner {
            scanner: Scanner::new(source, most),
            open: Vec::new(),
            expected: Expected::Value,
            previous: nothing,
            member: Span::default(),
            comma: Span::default(),
        }
    }

    fn byte_order_mark(&mut self) {
        if let Some(span) = self.scanner.byte_order_mark() {
            let fix = vec![(span, String::new())];
            self.scanner
                .report
                .add(byte_order_mark(span).fixed("remove the byte-order mark", fix));
        }
    }

    /// Reads to the end of the text, or to the first error that is not understood, which is `None`.
    fn tokens(&mut self) -> Option<()> {
        while !self.scanner.report.is_full() {
            let at_key = match self.expected {
                Expected::FirstKey | Expected::Key => true,
                Expected::Comma | Expected::Anything => self.container() == Some(Bracket::Brace),
                _ => false,
            };
            let token = self.scanner.token(at_key)?;
            self.leftover(token)?;
            match self.expected {
                Expected::FirstValue | Expected::Value => self.value(token)?,
                Expected::FirstKey | Expected::Key => self.key(token)?,
                Expected::Colon => self.colon(token)?,
                Expected::Comma => self.comma(token)?,
                Expected::Anything => self.anything(token)?,
            }
        }
        None
    }

    fn container(&self) -> Option<Bracket> {
        match self.open.last()?.kind {
            TokenKind::Open(bracket) => Some(bracket),
            _ => None,
        }
    }

    fn value(&mut self, token: Token) -> Option<()> {
        let in_object = self.container() == Some(Bracket::Brace);
        match token.kind {
            TokenKind::Open(bracket) => {
                self.open.push(token);
                self.expected = if bracket == Bracket::Brace {
                    Expected::FirstKey
                } else {
                    Expected::FirstValue
                };
                Some(())
            }
            TokenKind::Unquoted if self.open.is_empty() && !self.is_scalar(token) => {
                self.no_json(token)
            }
            TokenKind::Unquoted if self.touches_quote(token) => self.before_quote(token),
            TokenKind::String | TokenKind::Unquoted
                if in_object && self.scanner.colon_follows() && !self.is_scalar(token) =>
            {
                self.no_value();
                self.key(token)
            }
            TokenKind::String => self.finished(token),
            TokenKind::Unquoted => {
                self.scanner.bare_value(token.span);
                self.finished(token)
            }
            TokenKind::UnterminatedString => self.cut_off(token),
            TokenKind::Comma | TokenKind::Close(_) if in_object => {
                self.no_value();
                self.expected = Expected::Comma;
                self.comma(token)
            }
            TokenKind::Comma if !self.open.is_empty() => self.stray_comma(token),
            TokenKind::Close(_) if !self.open.is_empty() => self.close(token),
            TokenKind::Colon | TokenKind::Equals if in_object => {
                let found = error(token.span, "duplicate separator after the key", "remove it");
                self.scanner
                    .report
                    .add(found.fixed("remove it", vec![(token.span, String::new())]));
                Some(())
            }
            TokenKind::End => {
                if in_object {
                    self.no_value();
                }
                self.end()
            }
            _ => self.unexpected(token, "a value"),
        }
    }

    fn key(&mut self, token: Token) -> Option<()> {
        match token.kind {
            TokenKind::String => {}
            TokenKind::Unquoted if self.touches_quote(token) => return self.before_quote(token),
            TokenKind::Unquoted => self.bare_key(token.span),
            TokenKind::UnterminatedString => return self.cut_off(token),
            TokenKind::Comma => return self.stray_comma(token),
            TokenKind::Close(_) => return self.close(token),
            TokenKind::End => return self.end(),
            _ => return self.unexpected(token, "a key in double quotes"),
        }
        self.member = token.span;
        self.previous = token;
        self.expected = Expected::Colon;
        Some(())
    }

    fn colon(&mut self, token: Token) -> Option<()> {
        match token.kind {
            TokenKind::Colon => {}
            TokenKind::Equals | TokenKind::Semicolon => {
                let found = error(
                    token.span,
                    format!("{} after a key", self.quote(token.span)),
                    "write `:`",
                );
                self.scanner
                    .report
                    .add(found.fixed("write `:`", vec![(token.span, ":".to_owned())]));
            }
            TokenKind::Unquoted if self.touches_string(token) => return self.after_string(token),
            TokenKind::String | TokenKind::Unquoted if self.scanner.colon_follows() => {
                self.no_value();
                return self.key(token);
            }
            TokenKind::String
            | TokenKind::Unquoted
            | TokenKind::Open(_)
            | TokenKind::UnterminatedString => {
                let after = Span {
                    start: self.previous.span.end,
                    ..self.previous.span
                };
                let message = format!(
                    "missing `:` between {} and its value",
                    self.name(self.previous.span)
                );
                let found = error(token.span, message, "insert `:`");
                self.scanner
                    .report
                    .add(found.fixed("insert `:`", vec![(after, ":".to_owned())]));
                self.expected = Expected::Value;
                return self.value(token);
            }
            TokenKind::Comma | TokenKind::Close(_) => {
                self.no_value();
                self.expected = Expected::Comma;
                return self.comma(token);
            }
            TokenKind::End => return self.end(),
        }
        self.member.end = token.span.end;
        self.expected = Expected::Value;
        Some(())
    }

    fn comma(&mut self, token: Token) -> Option<()> {
        let Some(container) = self.container() else {
            return self.after_root(token);
        };
        let next = if container == Bracket::Brace {
            Expected::Key
        } else {
            Expected::Value
        };
        match token.kind {
            TokenKind::Comma => {}
            TokenKind::Semicolon => {
                let semicolon = self.quote(token.span);
                if let Some('}' | ']') = self.scanner.follows() {
                    let found = error(
                        token.span,
                        format!("{semicolon} after the last value"),
                        "remove it",
                    );
                    self.scanner
                        .report
                        .add(found.fixed("remove it", vec![(token.span, String::new())]));
                    return Some(());
                }
                let found = error(
                    token.span,
                    format!("{semicolon} between two values"),
                    "write `,`",
                );
                self.scanner
                    .report
                    .add(found.fixed("write `,`", vec![(token.span, ",".to_owned())]));
            }
            TokenKind::Close(_) => return self.close(token),
            TokenKind::End => return self.end(),
            TokenKind::Unquoted if self.touches_string(token) => return self.after_string(token),
            TokenKind::Unquoted | TokenKind::String | TokenKind::Open(_)
                if self.begins_next(container, token) =>
            {
                self.missing_comma(token, next);
                return if next == Expected::Key {
                    self.key(token)
                } else {
                    self.value(token)
                };
            }
            TokenKind::Colon if container == Bracket::Square => {
                let help = "put keys and their values between `{` and `}`";
                return self.lost(token.span, "`:` in an array", help);
            }
            _ => return self.unexpected(token, "`,` or a closing bracket"),
        }
        self.comma = token.span;
        self.expected = next;
        Some(())
    }

    fn anything(&mut self, token: Token) -> Option<()> {
        self.expected = Expected::Comma;
        match token.kind {
            TokenKind::Comma | TokenKind::Close(_) | TokenKind::End => self.comma(token),
            TokenKind::String if self.container() == Some(Bracket::Square) => self.value(token),
            TokenKind::String if self.scanner.colon_follows() => self.key(token),
            _ => None,
        }
    }

    /// Notes the end of a value.
    fn finished(&mut self, token: Token) -> Option<()> {
        self.previous = token;
        self.expected = Expected::Comma;
        Some(())
    }

    /// Whether a token is a value that is complete without quotes or brackets.
    fn is_scalar(&self, token: Token) -> bool {
        token.kind == TokenKind::Unquoted && unquoted::is_scalar(self.scanner.text(token.span))
    }

    fn quote(&self, span: Span) -> String {
        quoted(self.scanner.text(span))
    }

    /// A key as a person writes it: without its quotes.
    fn name(&self, key: Span) -> String {
        quoted(self.scanner.text(key).trim_matches('"'))
    }
}
