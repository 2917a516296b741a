//! Tokens of a text that is being typed. Unlike `scan`, which explains what is wrong and stops where it does not
//! understand, this goes on to the end whatever it meets, and explains nothing.

use crate::scan::Bracket;
use diagnostics::Span;
use diagnostics::message::is_invisible;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    String {
        is_closed: bool,
    },
    /// Anything else: a number, a literal, a word without quotes.
    Unquoted,
    Comment {
        is_closed: bool,
    },
    End,
}

#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

impl Token {
    /// Whether it is a key or a value by itself.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self.kind, TokenKind::String { .. } | TokenKind::Unquoted)
    }

    /// Whether a character typed at `offset` would belong to it.
    pub(super) fn touches(&self, offset: u32) -> bool {
        let ends_open = matches!(
            self.kind,
            TokenKind::String { is_closed: false }
                | TokenKind::Comment { is_closed: false }
                | TokenKind::Unquoted
        );
        let inside = self.span.start < offset && offset < self.span.end;
        inside || ends_open && offset == self.span.end
    }
}

pub(super) struct Lexer<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Lexer<'s> {
    /// Begins at `at`, the beginning of a character.
    pub(super) fn new(source: &'s str, at: usize) -> Lexer<'s> {
        Lexer { source, at }
    }

    /// Whether the next token is a colon.
    pub(super) fn colon_follows(&self) -> bool {
        self.rest().trim_start_matches(is_blank).starts_with(':')
    }

    /// The next token; at the end always `End`.
    pub(super) fn token(&mut self) -> Token {
        self.at = self.source.len() - self.rest().trim_start_matches(is_blank).len();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return self.take(TokenKind::End, 0);
        };
        match first {
            '{' => self.take(TokenKind::Open(Bracket::Brace), 1),
            '[' => self.take(TokenKind::Open(Bracket::Square), 1),
            '}' => self.take(TokenKind::Close(Bracket::Brace), 1),
            ']' => self.take(TokenKind::Close(Bracket::Square), 1),
            ',' => self.take(TokenKind::Comma, 1),
            ':' => self.take(TokenKind::Colon, 1),
            '"' => self.string(),
            '/' if rest.starts_with("//") => {
                self.take(TokenKind::Comment { is_closed: false }, line_length(rest))
            }
            '/' if rest.starts_with("/*") => {
                let inside = rest[2..].find("*/");
                let length = inside.map_or(rest.len(), |inside| inside + 4);
                self.take(
                    TokenKind::Comment {
                        is_closed: inside.is_some(),
                    },
                    length,
                )
            }
            _ => {
                let ends = |c: char| is_blank(c) || ",:{}[]\"".contains(c);
                self.take(TokenKind::Unquoted, rest.find(ends).unwrap_or(rest.len()))
            }
        }
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn take(&mut self, kind: TokenKind, length: usize) -> Token {
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        Token { kind, span }
    }

    /// A string ends with its line. One whose quote is followed by a letter was not ended either: that quote begins the
    /// next string.
    fn string(&mut self) -> Token {
        let (end, is_closed) = string_end(self.rest());
        let inside = &self.rest()[..end];
        if !is_closed {
            let is_closer = |c: char| is_blank(c) || matches!(c, ',' | ']' | '}');
            let length = inside.trim_end_matches(is_closer).len().max(1);
            return self.take(
                TokenKind::String { is_closed },
                placeholder_end(inside, length),
            );
        }
        // With escapes the text up to the quote would be read again and again.
        let word_follows =
            self.rest()[end + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if !word_follows || inside.contains('\\') {
            return self.take(TokenKind::String { is_closed }, end + 1);
        }
        let length = inside[1..]
            .find([',', ']', '}'])
            .map_or(inside.trim_end().len(), |at| 1 + at);
        self.take(
            TokenKind::String { is_closed: false },
            placeholder_end(inside, length),
        )
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn line_length(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// Where the string that `text` begins with has its second quote, or else where its line ends.
fn string_end(text: &str) -> (usize, bool) {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' | b'\r' => return (at, false),
            b'"' if !is_escaped => return (at, true),
            _ => is_escaped = byte == b'\\' && !is_escaped,
        }
    }
    (text.len(), false)
}

/// `end`, or after the brace that closes the placeholder in which the text ends there.
fn placeholder_end(line: &str, end: usize) -> usize {
    match line[..end].rfind("${") {
        Some(start) if !line[start..end].contains('}') && line[end..].starts_with('}') => end + 1,
        _ => end,
    }
}
