//! Broken text made easier to parse, every token left at its offset.
//!
//! tree-sitter keeps what is valid, but one string without an end or one comment may cost it the whole file. So it
//! gets the tokens only, with whitespace between them, and the commas and brackets that can only be meant.

mod insert;

use std::ops::{ControlFlow, Range};

use crate::bytes;
use crate::scan::{Scanner, unquoted};
use crate::token::{Bracket, Token, TokenKind};

/// No person writes deeper text. tree-sitter takes 0.1 s for 100,000 closed levels; its recovery from errors below them
/// takes too long.
const MAX_LEVELS: usize = 1_000;

/// The time of tree-sitter grows with the square of the unexpected tokens: 0.6 s for 8,000 in 64 kB, minutes for 1 MB.
const MAX_UNEXPECTED: usize = 100;

#[derive(Default)]
pub(super) struct Repaired {
    pub(super) text: Vec<u8>,
    /// Where tokens begin whose text is not known, in order.
    opaque: Vec<usize>,
    /// Where strings of the source begin, in order.
    strings: Vec<usize>,
    /// The closing brackets that are not in the source, in order.
    inserted_brackets: Vec<usize>,
    /// Where the first token begins.
    pub(super) root: usize,
    /// Where the first token begins that is not expected.
    pub(super) first_unexpected: Option<usize>,
    /// Whether text follows the first value.
    pub(super) continues: bool,
}

impl Repaired {
    /// Whether a token begins at `start` whose text is not known.
    pub(super) fn is_opaque(&self, start: usize) -> bool {
        self.opaque.binary_search(&start).is_ok()
    }

    /// Whether a string of the source begins at `start`.
    pub(super) fn is_string(&self, start: usize) -> bool {
        self.strings.binary_search(&start).is_ok()
    }

    /// Whether a closing bracket was inserted at `offset`.
    pub(super) fn is_inserted_bracket(&self, offset: usize) -> bool {
        self.inserted_brackets.binary_search(&offset).is_ok()
    }
}

/// `source` up to `limit` with those errors repaired that require no more than a byte; `None` if it is nested too deeply.
pub(super) fn repair(source: &str, limit: usize) -> Option<Repaired> {
    let mut repair = Repair {
        source,
        // `errors` reports them.
        scanner: Scanner::new(source, 0),
        open: Vec::new(),
        before: TokenKind::End,
        previous: TokenKind::End,
        last: 0,
        end: 0,
        unexpected: 0,
        done: Repaired {
            text: vec![b' '; source.len()],
            ..Repaired::default()
        },
    };
    repair.scanner.byte_order_mark();
    repair.tokens(limit);
    if repair.open.len() > MAX_LEVELS {
        return None;
    }
    repair.close_all();
    Some(repair.done)
}

struct Repair<'s> {
    source: &'s str,
    scanner: Scanner<'s>,
    open: Vec<Bracket>,
    /// The last token, and the one before it.
    previous: TokenKind,
    before: TokenKind,
    /// Where the last token begins and ends.
    last: usize,
    end: usize,
    /// How many tokens were not expected.
    unexpected: usize,
    done: Repaired,
}

impl Repair<'_> {
    fn tokens(&mut self, limit: usize) {
        // The text ends at its end, or at a token that leaves the rest unknown.
        while self.open.len() <= MAX_LEVELS
            && let Some(token) = self.scanner.token(self.at_key())
            && token.kind != TokenKind::End
            && token.span.range().start < limit
        {
            if self.previous != TokenKind::End && self.open.is_empty() {
                self.done.continues = true;
                return;
            }
            if self.token(token).is_break() {
                return;
            }
        }
    }

    fn at_key(&self) -> bool {
        let is_after_colon = matches!(self.previous, TokenKind::Colon | TokenKind::Equals);
        self.open.last() == Some(&Bracket::Brace) && !is_after_colon
    }

    /// Writes one token. Breaks where the text must end.
    fn token(&mut self, token: Token) -> ControlFlow<()> {
        let start = token.span.range().start;
        self.insert_before(token);
        self.count_unexpected(token)?;
        if self.separates_nothing(token.kind) {
            return ControlFlow::Continue(());
        }
        let at_key = self.at_key();
        match token.kind {
            TokenKind::Open(bracket) => self.open.push(bracket),
            TokenKind::Close(bracket) => {
                self.drop_comma();
                self.close(bracket, start)?;
            }
            _ => {}
        }
        if token.kind.is_scalar() && self.previous.is_scalar() && self.end == start {
            // `"say "hi" now"`: which quotes belong together is not known from here on.
            self.done.opaque.push(self.last);
            return ControlFlow::Break(());
        }
        if self.previous == TokenKind::End {
            self.done.root = start;
        }
        let Some(written) = self.write(token, at_key) else {
            return ControlFlow::Break(());
        };
        self.last = start;
        self.before = self.previous;
        self.previous = written;
        self.end = token.span.range().end;
        ControlFlow::Continue(())
    }

    fn count_unexpected(&mut self, token: Token) -> ControlFlow<()> {
        if !self.is_expected(token.kind) {
            self.done
                .first_unexpected
                .get_or_insert(token.span.range().start);
            self.unexpected += 1;
            if self.unexpected > MAX_UNEXPECTED {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether a separator is the comma before the first value, or the second of two.
    fn separates_nothing(&self, kind: TokenKind) -> bool {
        match kind {
            TokenKind::Colon | TokenKind::Equals => self.previous == TokenKind::Colon,
            TokenKind::Comma | TokenKind::Semicolon => {
                matches!(self.previous, TokenKind::Open(_) | TokenKind::Comma)
            }
            _ => false,
        }
    }

    /// Writes the bytes of a token. Returns the kind of what was written; `None` where it has no room.
    fn write(&mut self, token: Token, at_key: bool) -> Option<TokenKind> {
        let (range, text) = (token.span.range(), self.scanner.text(token.span));
        match token.kind {
            TokenKind::Semicolon => {
                self.done.text[range.start] = b',';
                Some(TokenKind::Comma)
            }
            TokenKind::Equals => {
                self.done.text[range.start] = b':';
                Some(TokenKind::Colon)
            }
            TokenKind::String => {
                if self.write_string(range, text) {
                    return Some(TokenKind::String);
                }
                self.write_opaque(token, at_key)
            }
            TokenKind::Unquoted if unquoted::is_valid(text) && !at_key => {
                self.write_number_or_literal(range, text);
                Some(TokenKind::Unquoted)
            }
            TokenKind::Unquoted | TokenKind::UnterminatedString => self.write_opaque(token, at_key),
            _ => {
                self.done.text[range].copy_from_slice(text.as_bytes());
                Some(token.kind)
            }
        }
    }

    /// Writes a string with spaces for its control characters, which leave no doubt about the rest. Returns whether it is
    /// JSON then: it is not with an invalid escape.
    fn write_string(&mut self, range: Range<usize>, text: &str) -> bool {
        let bytes = &mut self.done.text[range.clone()];
        bytes.copy_from_slice(text.as_bytes());
        for byte in bytes.iter_mut() {
            if *byte < b' ' {
                *byte = b' ';
            }
        }
        if !bytes::is_string(bytes) {
            bytes.fill(b' ');
            return false;
        }
        self.done.strings.push(range.start);
        true
    }

    fn write_number_or_literal(&mut self, range: Range<usize>, text: &str) {
        let bytes = &mut self.done.text[range];
        bytes.copy_from_slice(text.as_bytes());
        // tree-sitter-json 0.24.8 does not know the plus sign in `1e+3`.
        for byte in bytes {
            if *byte == b'+' {
                *byte = b'0';
            }
        }
    }

    /// Writes any string instead of the text of a token; a number where a string has no room.
    fn write_opaque(&mut self, token: Token, at_key: bool) -> Option<TokenKind> {
        let mut range = token.span.range();
        let mut kind = TokenKind::String;
        if token.kind == TokenKind::UnterminatedString
            && range.len() > 2
            && self.source[range.clone()].ends_with(',')
        {
            // Most likely the comma at the end of the line was not meant to be in the string.
            range.end -= 1;
            self.done.text[range.end] = b',';
            kind = TokenKind::Comma;
        }
        if at_key && range.len() < 2 {
            range.start = range.start.checked_sub(1)?;
            if self.done.text[range.start] != b' ' {
                return None;
            }
        }
        self.done.opaque.push(range.start);
        self.done.text[range.start] = b'"';
        self.done.text[range.end - 1] = if range.len() < 2 { b'0' } else { b'"' };
        Some(kind)
    }

    /// Removes the last token if it is a comma, because a bracket closes next.
    fn drop_comma(&mut self) {
        if self.previous == TokenKind::Comma {
            self.done.text[self.end - 1] = b' ';
        }
    }

    /// Closes the container that ends at `start`, and before it, in the whitespace, those in it that are still open. Breaks
    /// if there is no room for them, or no such container.
    fn close(&mut self, bracket: Bracket, start: usize) -> ControlFlow<()> {
        let Some(outer) = self.open.iter().rposition(|&open| open == bracket) else {
            return ControlFlow::Break(());
        };
        let inner = self.open.len() - outer - 1;
        if self.end + inner > start && inner > 0 {
            return ControlFlow::Break(());
        }
        for offset in start - inner..start {
            self.insert_bracket(offset);
        }
        self.open.pop();
        ControlFlow::Continue(())
    }

    /// Closes the innermost container at `offset`.
    fn insert_bracket(&mut self, offset: usize) {
        let Some(bracket) = self.open.pop() else {
            return;
        };
        self.done.text[offset] = match bracket {
            Bracket::Brace => b'}',
            Bracket::Square => b']',
        };
        self.done.inserted_brackets.push(offset);
    }

    /// Closes all containers at the end of the text.
    fn close_all(&mut self) {
        if self.open.is_empty() {
            return;
        }
        self.drop_comma();
        for offset in self.source.len()..self.source.len() + self.open.len() {
            self.done.text.push(b' ');
            self.insert_bracket(offset);
        }
    }
}
