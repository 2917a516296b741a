//! Tokens of a text that is being typed. Unlike `scan`, which explains what is wrong and stops where it does not
//! understand, this continues to the end in any case, and explains nothing.

use crate::token::{Bracket, Token, TokenKind};
use diagnostics::Span;
use diagnostics::message::is_invisible;

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
        self.rest()
            .trim_start_matches(is_whitespace)
            .starts_with(':')
    }

    /// The next token; at the end always `End`.
    pub(super) fn token(&mut self) -> Token {
        let rest = self.rest().trim_start_matches(is_whitespace);
        self.at = self.source.len() - rest.len();
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
            '/' if rest.starts_with("/*") => self.block_comment(),
            _ => self.take(
                TokenKind::Unquoted,
                rest.find(ends_word).unwrap_or(rest.len()),
            ),
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

    fn block_comment(&mut self) -> Token {
        match self.rest()[2..].find("*/") {
            Some(inside) => self.take(TokenKind::Comment { is_closed: true }, inside + 4),
            None => self.take(TokenKind::Comment { is_closed: false }, self.rest().len()),
        }
    }

    /// A string ends with its line. One whose quote is followed by a letter is unterminated too: that quote begins the
    /// next string.
    fn string(&mut self) -> Token {
        let (end, is_closed) = string_end(self.rest());
        let (inside, rest) = self.rest().split_at(end);
        if !is_closed {
            let length = inside.trim_end_matches(may_follow_string).len().max(1);
            return self.unterminated(inside, length);
        }
        // With escapes the text up to the quote would be read again and again.
        if !rest[1..].starts_with(is_word) || inside.contains('\\') {
            return self.take(TokenKind::String, end + 1);
        }
        let length = match inside[1..].find([',', ']', '}']) {
            Some(at) => 1 + at,
            None => inside.trim_end().len(),
        };
        self.unterminated(inside, length)
    }

    /// A string of which `length` bytes of its `line` are certain.
    fn unterminated(&mut self, line: &str, length: usize) -> Token {
        self.take(TokenKind::UnterminatedString, placeholder_end(line, length))
    }
}

fn is_whitespace(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn ends_word(c: char) -> bool {
    is_whitespace(c) || ",:{}[]\"".contains(c)
}

fn may_follow_string(c: char) -> bool {
    is_whitespace(c) || matches!(c, ',' | ']' | '}')
}

fn line_length(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// The offset of the second quote of the string at the beginning of `text`, or of the end of its line, and whether it is
/// the former.
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

/// `end`, or behind the brace that closes the placeholder which would end there without it.
fn placeholder_end(line: &str, end: usize) -> usize {
    match line[..end].rfind("${") {
        Some(start) if !line[start..end].contains('}') && line[end..].starts_with('}') => end + 1,
        _ => end,
    }
}
