//! TokenKind is missing between two tokens, put into the whitespace there.

use super::Repair;
use crate::scan::{Bracket, Token, TokenKind};

impl Repair<'_> {
    /// Puts what is missing before `token` into the whitespace there.
    pub(super) fn mend(&mut self, token: Token) {
        let start = token.span.range().start;
        if matches!(token.kind, TokenKind::String | TokenKind::Unquoted) && self.is_next_key() {
            self.fill_value(start);
        } else if self.end < start && self.comma_is_missing(token.kind) {
            self.put_between(TokenKind::Comma, b',');
        } else if self.end < start && self.colon_is_missing(token.kind) {
            self.put_between(TokenKind::Colon, b':');
        }
    }

    /// Whether `next` may follow the last token in JSON, as far as that is worth knowing.
    pub(super) fn is_due(&self, next: TokenKind) -> bool {
        let separator = matches!(
            next,
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Close(_)
        );
        let colon = matches!(next, TokenKind::Colon | TokenKind::Equals);
        match self.previous {
            TokenKind::String | TokenKind::Unquoted if self.colon_is_due() => colon,
            TokenKind::String | TokenKind::Unquoted | TokenKind::Close(_) => separator,
            _ if self.at_key() => matches!(
                next,
                TokenKind::String | TokenKind::Unquoted | TokenKind::Close(_)
            ),
            _ => !colon,
        }
    }

    /// Whether the token just scanned, where a value is due, is the key of the next member: `"uid": "type": "card"`.
    pub(super) fn is_next_key(&self) -> bool {
        self.open.last() == Some(&Bracket::Brace)
            && self.previous == TokenKind::Colon
            && self.scanner.colon_follows()
    }

    /// Puts some value and a comma before the key at `start`, where there is room.
    pub(super) fn fill_value(&mut self, start: usize) {
        if self.end + 2 > start {
            self.done.opaque.push(start);
            return;
        }
        self.done.opaque.push(self.end);
        self.done.text[self.end] = b'0';
        self.done.text[self.end + 1] = b',';
        self.previous = TokenKind::Comma;
    }

    /// Whether a comma belongs between the last token and `next`, whatever else is wrong.
    pub(super) fn comma_is_missing(&self, next: TokenKind) -> bool {
        let after_value = match self.open.last() {
            None => false,
            Some(Bracket::Square) => {
                matches!(
                    self.previous,
                    TokenKind::Close(_) | TokenKind::String | TokenKind::Unquoted
                )
            }
            Some(Bracket::Brace) => {
                let value = matches!(self.previous, TokenKind::String | TokenKind::Unquoted)
                    && self.before == TokenKind::Colon;
                value || matches!(self.previous, TokenKind::Close(_))
            }
        };
        let begins = match self.open.last() {
            Some(Bracket::Brace) => {
                matches!(
                    next,
                    TokenKind::String | TokenKind::Unquoted | TokenKind::UnterminatedString
                ) && self.scanner.colon_follows()
            }
            _ => matches!(
                next,
                TokenKind::String
                    | TokenKind::Unquoted
                    | TokenKind::UnterminatedString
                    | TokenKind::Open(_)
            ),
        };
        after_value && begins
    }

    /// Whether a colon belongs between the last token, a key, and `next`.
    pub(super) fn colon_is_missing(&self, next: TokenKind) -> bool {
        let begins = matches!(
            next,
            TokenKind::String
                | TokenKind::Unquoted
                | TokenKind::UnterminatedString
                | TokenKind::Open(_)
        );
        begins && self.colon_is_due() && !self.scanner.colon_follows()
    }

    /// Whether the last token is a key.
    pub(super) fn colon_is_due(&self) -> bool {
        let text = matches!(self.previous, TokenKind::String | TokenKind::Unquoted);
        text && self.before != TokenKind::Colon && self.open.last() == Some(&Bracket::Brace)
    }

    /// Writes a separator into the blank behind the last token.
    pub(super) fn put_between(&mut self, what: TokenKind, byte: u8) {
        self.done.text[self.end] = byte;
        self.before = std::mem::replace(&mut self.previous, what);
        self.end += 1;
    }
}
