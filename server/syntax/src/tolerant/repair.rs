//! Broken text made easier to parse, every token left at its offset.
//!
//! tree-sitter keeps what is healthy, but one string without an end or one comment may cost it the whole file. So it
//! gets the tokens only, on a ground of whitespace, with commas and brackets put where they can only be meant.

mod insert;

use std::ops::Range;

use crate::bytes;
use crate::scan::{Bracket, Scanner, Token, TokenKind, unquoted};

/// Deeper text is hostile, not written by a person. tree-sitter takes 0.1 s for 100,000 closed levels; its recovery from
/// errors below them is not worth the wait.
const MAX_LEVELS: usize = 1_000;

/// More tokens that are not due are not worth the wait: the time of tree-sitter grows with their square, 0.6 s for 8,000
/// in 64 kB, minutes for 1 MB.
const MAX_DOUBTS: usize = 100;

#[derive(Default)]
pub(super) struct Repaired {
    pub(super) text: Vec<u8>,
    /// Where tokens begin whose text is not known, in order.
    pub(super) opaque: Vec<usize>,
    /// Where strings of the source begin, in order.
    pub(super) strings: Vec<usize>,
    /// Where closing brackets were put that do not stand in the source.
    pub(super) closed: Vec<usize>,
    /// Where the first token begins.
    pub(super) root: usize,
    /// Where the first token stands that is not due.
    pub(super) doubt: Option<usize>,
    /// Whether text follows the first value.
    pub(super) continues: bool,
}

/// `source` up to `limit` with the errors mended that need no more than a byte; `None` where it is nested too deeply.
pub(super) fn repair(source: &str, limit: usize) -> Option<Repaired> {
    let mut repair = Repair {
        source,
        // Errors are for `errors` to find.
        scanner: Scanner::new(source, 0),
        open: Vec::new(),
        before: TokenKind::End,
        previous: TokenKind::End,
        last: 0,
        end: 0,
        doubts: 0,
        done: Repaired {
            text: vec![b' '; source.len()],
            ..Repaired::default()
        },
    };
    repair.scanner.byte_order_mark();
    repair.tokens(limit)?;
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
    doubts: usize,
    done: Repaired,
}

impl Repair<'_> {
    fn tokens(&mut self, limit: usize) -> Option<()> {
        // A token that leaves the rest in the dark ends the text, like the end itself.
        while let Some(token) = self.scanner.token(self.at_key())
            && token.kind != TokenKind::End
            && token.span.range().start < limit
        {
            if self.previous != TokenKind::End && self.open.is_empty() {
                self.done.continues = true;
                break;
            }
            if !self.token(token) {
                break;
            }
            if self.open.len() > MAX_LEVELS {
                return None;
            }
        }
        Some(())
    }

    fn at_key(&self) -> bool {
        let colon_due = self.previous == TokenKind::Colon || self.previous == TokenKind::Equals;
        self.open.last() == Some(&Bracket::Brace) && !colon_due
    }

    /// Writes one token. False where the text must end.
    fn token(&mut self, token: Token) -> bool {
        let start = token.span.range().start;
        self.mend(token);
        if !self.is_due(token.kind) {
            self.done.doubt.get_or_insert(start);
            self.doubts += 1;
            if self.doubts > MAX_DOUBTS {
                return false;
            }
        }
        let at_key = self.at_key();
        match token.kind {
            TokenKind::Open(bracket) => self.open.push(bracket),
            TokenKind::Close(bracket) => {
                self.drop_comma();
                if !self.close_inner(bracket, start) {
                    return false;
                }
            }
            // Separators that separate nothing: the comma before the first value, the second of two.
            TokenKind::Colon | TokenKind::Equals if self.previous == TokenKind::Colon => {
                return true;
            }
            TokenKind::Comma | TokenKind::Semicolon
                if matches!(self.previous, TokenKind::Open(_) | TokenKind::Comma) =>
            {
                return true;
            }
            _ => {}
        }
        let text = |what| {
            matches!(
                what,
                TokenKind::String | TokenKind::Unquoted | TokenKind::UnterminatedString
            )
        };
        if text(token.kind) && text(self.previous) && self.end == start {
            // `"say "hi" now"`: which quotes belong together is not known from here on.
            self.done.opaque.push(self.last);
            return false;
        }
        if self.previous == TokenKind::End {
            self.done.root = start;
        }
        let Some(what) = self.write(token, at_key) else {
            return false;
        };
        self.last = start;
        self.before = std::mem::replace(&mut self.previous, what);
        self.end = token.span.range().end;
        true
    }

    /// Writes the bytes of a token and says what it has become; `None` where that has no room.
    fn write(&mut self, token: Token, at_key: bool) -> Option<TokenKind> {
        let (mut range, text) = (token.span.range(), self.scanner.text(token.span));
        let bytes = &mut self.done.text[range.clone()];
        match token.kind {
            TokenKind::Semicolon => {
                bytes[0] = b',';
                return Some(TokenKind::Comma);
            }
            TokenKind::Equals => {
                bytes[0] = b':';
                return Some(TokenKind::Colon);
            }
            // Control characters are wrong in a string and leave no doubt about it; bad escapes do.
            TokenKind::String => {
                bytes.copy_from_slice(text.as_bytes());
                bytes
                    .iter_mut()
                    .filter(|byte| **byte < b' ')
                    .for_each(|byte| *byte = b' ');
                if bytes::is_string(bytes) {
                    self.done.strings.push(range.start);
                    return Some(TokenKind::String);
                }
                bytes.fill(b' ');
            }
            // tree-sitter-json 0.24.8 does not know the plus sign in `1e+3`.
            TokenKind::Unquoted if unquoted::is_scalar(text) && !at_key => {
                bytes.copy_from_slice(text.as_bytes());
                bytes
                    .iter_mut()
                    .filter(|byte| **byte == b'+')
                    .for_each(|byte| *byte = b'0');
                return Some(TokenKind::Unquoted);
            }
            TokenKind::Unquoted | TokenKind::UnterminatedString => {}
            _ => {
                bytes.copy_from_slice(text.as_bytes());
                return Some(token.kind);
            }
        }
        // The comma at the end of the line was most likely not meant to be in the string.
        let comma =
            token.kind == TokenKind::UnterminatedString && text.len() > 2 && text.ends_with(',');
        if comma {
            range.end -= 1;
            self.done.text[range.end] = b',';
        }
        self.opaque(range, at_key)?;
        Some(if comma {
            TokenKind::Comma
        } else {
            TokenKind::String
        })
    }

    /// Puts some string into the place of text that is none; a number where a string has no room.
    fn opaque(&mut self, range: Range<usize>, at_key: bool) -> Option<()> {
        let mut start = range.start;
        if at_key && range.len() < 2 {
            start = start
                .checked_sub(1)
                .filter(|&before| self.done.text[before] == b' ')?;
        }
        self.done.opaque.push(start);
        self.done.text[start] = b'"';
        self.done.text[range.end - 1] = if range.end - start < 2 { b'0' } else { b'"' };
        Some(())
    }

    /// Takes the last token back if it is a comma, because a bracket closes next.
    fn drop_comma(&mut self) {
        if self.previous == TokenKind::Comma {
            self.done.text[self.end - 1] = b' ';
        }
    }

    /// Closes the brackets that the one at `start` leaves open, in the whitespace before it. False where that fails.
    fn close_inner(&mut self, bracket: Bracket, start: usize) -> bool {
        let Some(outer) = self.open.iter().rposition(|&open| open == bracket) else {
            return false;
        };
        let inner = self.open.len() - outer - 1;
        if self.end + inner > start && inner > 0 {
            return false;
        }
        for place in start - inner..start {
            self.close_at(place);
        }
        self.open.pop();
        true
    }

    fn close_at(&mut self, place: usize) {
        let Some(bracket) = self.open.pop() else {
            return;
        };
        self.done.text[place] = if bracket == Bracket::Brace {
            b'}'
        } else {
            b']'
        };
        self.done.closed.push(place);
    }

    /// Ends the text behind the last token that was written.
    fn close_all(&mut self) {
        if self.open.is_empty() {
            return;
        }
        self.drop_comma();
        for place in self.source.len()..self.source.len() + self.open.len() {
            self.done.text.push(b' ');
            self.close_at(place);
        }
    }
}
