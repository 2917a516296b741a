//! Inserts what is missing between two tokens into the whitespace there.

use super::Repair;
use crate::token::{Bracket, Token, TokenKind};

impl Repair<'_> {
    /// Inserts what is missing before `token`.
    pub(super) fn insert_before(&mut self, token: Token) {
        let start = token.span.range().start;
        if matches!(token.kind, TokenKind::String | TokenKind::Unquoted) && self.is_next_key() {
            self.insert_value(start);
        } else if self.end < start && self.is_comma_missing(token.kind) {
            self.insert_separator(TokenKind::Comma, b',');
        } else if self.end < start && self.is_colon_missing(token.kind) {
            self.insert_separator(TokenKind::Colon, b':');
        }
    }

    /// Whether `next` may follow the last token in JSON, as far as that matters.
    pub(super) fn is_expected(&self, next: TokenKind) -> bool {
        let is_colon = matches!(next, TokenKind::Colon | TokenKind::Equals);
        let ends_value = matches!(
            next,
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Close(_)
        );
        match self.previous {
            TokenKind::String | TokenKind::Unquoted if self.is_after_key() => is_colon,
            TokenKind::String | TokenKind::Unquoted | TokenKind::Close(_) => ends_value,
            _ if self.at_key() => matches!(
                next,
                TokenKind::String | TokenKind::Unquoted | TokenKind::Close(_)
            ),
            _ => !is_colon,
        }
    }

    /// Whether the token just scanned, where a value is expected, is the key of the next member: `"uid": "type": "card"`.
    fn is_next_key(&self) -> bool {
        self.open.last() == Some(&Bracket::Brace)
            && self.previous == TokenKind::Colon
            && self.scanner.colon_follows()
    }

    /// Inserts some value and a comma before the key at `start`, where there is room.
    fn insert_value(&mut self, start: usize) {
        if self.end + 2 > start {
            self.done.opaque.push(start);
            return;
        }
        self.done.opaque.push(self.end);
        self.done.text[self.end] = b'0';
        self.done.text[self.end + 1] = b',';
        self.previous = TokenKind::Comma;
    }

    /// Whether a comma is required between the last token and `next`, whatever else is wrong.
    fn is_comma_missing(&self, next: TokenKind) -> bool {
        let is_after_scalar = matches!(self.previous, TokenKind::String | TokenKind::Unquoted);
        let is_after_container = matches!(self.previous, TokenKind::Close(_));
        match self.open.last() {
            None => false,
            Some(Bracket::Square) => (is_after_scalar || is_after_container) && begins_value(next),
            Some(Bracket::Brace) => {
                let is_after_value = is_after_scalar && self.before == TokenKind::Colon;
                (is_after_value || is_after_container)
                    && next.is_scalar()
                    && self.scanner.colon_follows()
            }
        }
    }

    /// Whether a colon is required between the last token, a key, and `next`.
    fn is_colon_missing(&self, next: TokenKind) -> bool {
        begins_value(next) && self.is_after_key() && !self.scanner.colon_follows()
    }

    /// Whether the last token is a key.
    fn is_after_key(&self) -> bool {
        matches!(self.previous, TokenKind::String | TokenKind::Unquoted)
            && self.before != TokenKind::Colon
            && self.open.last() == Some(&Bracket::Brace)
    }

    /// Inserts a separator directly after the last token.
    fn insert_separator(&mut self, kind: TokenKind, byte: u8) {
        self.done.text[self.end] = byte;
        self.before = self.previous;
        self.previous = kind;
        self.end += 1;
    }
}

fn begins_value(kind: TokenKind) -> bool {
    kind.is_scalar() || matches!(kind, TokenKind::Open(_))
}
