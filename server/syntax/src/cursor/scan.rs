//! Follows the tokens with a stack of containers, records what is at the cursor, and continues until the containers
//! around it are closed, because their members after the cursor matter too.

use super::lex::Lexer;
use super::{Container, Cursor, Entry, Slot, decoded};
use crate::token::{Bracket, Token, TokenKind};
use diagnostics::Span;

/// What a container expects next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// A key in an object, an element in an array.
    Item,
    Colon,
    Value,
    Comma,
}

struct Frame {
    bracket: Bracket,
    start: u32,
    /// The key in the container around it.
    key: Option<Span>,
    expected: Expected,
    entries: Vec<Entry>,
}

impl Frame {
    /// Whether a value that begins now is that of the last entry.
    fn is_after_key(&self) -> bool {
        matches!(self.expected, Expected::Colon | Expected::Value)
    }

    fn into_container(self, end: u32, source: &str) -> Container<'_> {
        Container {
            span: Span {
                start: self.start,
                end,
            },
            key: self.key.map(|key| decoded(source, key)),
            bracket: self.bracket,
            entries: self.entries,
            source,
        }
    }
}

/// What was recorded when the scan passed the cursor.
struct Passed {
    slot: Slot,
    token: Option<Span>,
    comma_before: Option<u32>,
    /// Which entry of the innermost object the cursor is in.
    own: Option<usize>,
}

impl Passed {
    const NOWHERE: Passed = Passed {
        slot: Slot::Nowhere,
        token: None,
        comma_before: None,
        own: None,
    };
}

struct Scan<'s> {
    source: &'s str,
    offset: u32,
    open: Vec<Frame>,
    /// How many of the open frames are square brackets: a closing bracket is ignored if there are none of its kind.
    squares: usize,
    has_root: bool,
    /// Where the previous token ended.
    end: u32,
    passed: Option<Passed>,
    /// How many of the open frames are around the cursor.
    around: usize,
    /// The frames around the cursor that are closed, with their ends; innermost first.
    closed: Vec<(Frame, u32)>,
}

pub(super) fn scan(source: &str, offset: u32) -> Cursor<'_> {
    let mut scan = Scan {
        source,
        offset,
        open: Vec::new(),
        squares: 0,
        has_root: false,
        end: 0,
        passed: None,
        around: 0,
        closed: Vec::new(),
    };
    let mut lexer = Lexer::new(source, 0);
    loop {
        let token = lexer.token();
        let is_key = token.kind.is_scalar() && scan.takes_as_key(&lexer);
        if scan.passed.is_none() && (token.span.start >= offset || token.touches(offset)) {
            scan.passed = Some(scan.pass(token, is_key));
            scan.around = scan.open.len();
        }
        if token.kind == TokenKind::End || scan.passed.is_some() && scan.around == 0 {
            break;
        }
        scan.take(token, is_key);
    }
    scan.finish()
}

impl Scan<'_> {
    /// Whether a scalar that the lexer has just read is a key here. One where a value is expected is a key if a colon
    /// follows: the value is still missing.
    fn takes_as_key(&self, lexer: &Lexer<'_>) -> bool {
        match self.open.last() {
            Some(frame) if frame.bracket == Bracket::Brace => {
                !frame.is_after_key() || lexer.colon_follows()
            }
            _ => false,
        }
    }

    /// What is at the cursor, where `token` is the first that does not end before it.
    fn pass(&self, token: Token, is_key: bool) -> Passed {
        let is_touched = token.touches(self.offset);
        let Some(frame) = self.open.last() else {
            return self.pass_root(token, is_touched);
        };
        if is_touched && !token.kind.is_scalar() {
            return Passed::NOWHERE;
        }
        let comma_before = match frame.expected {
            // Directly after a value, where the cursor can only extend it.
            Expected::Comma if self.end >= self.offset => return Passed::NOWHERE,
            Expected::Comma => Some(self.end),
            _ => None,
        };
        let (touched, own) = if is_touched {
            (Some(token.span), Some(frame.entries.len()))
        } else {
            (None, None)
        };
        match frame.bracket {
            Bracket::Square => Passed {
                slot: Slot::Value,
                token: touched,
                comma_before,
                own: None,
            },
            Bracket::Brace if !frame.is_after_key() || is_key && is_touched => Passed {
                slot: Slot::Key,
                token: touched,
                comma_before,
                own,
            },
            Bracket::Brace if frame.expected == Expected::Value => {
                let is_value = !is_key && (is_touched || token.span.start == self.offset);
                let value = if is_value { Some(token.span) } else { None };
                self.pass_value(value, frame.entries.len().checked_sub(1))
            }
            Bracket::Brace => Passed::NOWHERE,
        }
    }

    /// What is at a cursor outside of all containers.
    fn pass_root(&self, token: Token, is_touched: bool) -> Passed {
        let is_in_comment = is_touched && matches!(token.kind, TokenKind::Comment { .. });
        if self.has_root || is_in_comment {
            return Passed::NOWHERE;
        }
        Passed {
            slot: Slot::Value,
            token: if is_touched { Some(token.span) } else { None },
            ..Passed::NOWHERE
        }
    }

    /// What is at a cursor where the value of a member is expected: nothing where one follows after whitespace, or begins
    /// with a bracket.
    fn pass_value(&self, token: Option<Span>, own: Option<usize>) -> Passed {
        let start = token.map_or(self.offset, |span| span.start);
        let mut lexer = Lexer::new(self.source, start as usize);
        let next = lexer.token();
        let is_value = next.kind.is_scalar() && !lexer.colon_follows();
        if is_value && token.is_none() || matches!(next.kind, TokenKind::Open(_)) {
            return Passed::NOWHERE;
        }
        Passed {
            slot: Slot::Value,
            token: if is_value { token } else { None },
            comma_before: None,
            own,
        }
    }

    fn take(&mut self, token: Token, is_key: bool) {
        match token.kind {
            TokenKind::Open(bracket) => self.open(bracket, token.span.start),
            TokenKind::Close(bracket) => self.close(bracket, token.span.end),
            TokenKind::Comma => {
                if let Some(frame) = self.open.last_mut() {
                    frame.expected = Expected::Item;
                }
            }
            TokenKind::Colon => {
                if let Some(frame) = self.open.last_mut()
                    && frame.bracket == Bracket::Brace
                {
                    frame.expected = Expected::Value;
                }
            }
            kind if kind.is_scalar() && is_key => self.key(token.span),
            kind if kind.is_scalar() => {
                self.begin_value(token.span.start);
                self.end_value(token.span.end);
            }
            _ => return,
        }
        self.end = token.span.end;
    }

    fn open(&mut self, bracket: Bracket, start: u32) {
        let key = self.begin_value(start);
        self.squares += usize::from(bracket == Bracket::Square);
        self.open.push(Frame {
            bracket,
            start,
            key,
            expected: Expected::Item,
            entries: Vec::new(),
        });
    }

    fn key(&mut self, key: Span) {
        if let Some(frame) = self.open.last_mut() {
            let value = Span {
                start: key.end,
                end: key.end,
            };
            frame.entries.push(Entry { key, value });
            frame.expected = Expected::Colon;
        }
    }

    /// Records the beginning of a value. Returns its key if it is the value of a member.
    fn begin_value(&mut self, start: u32) -> Option<Span> {
        self.has_root = true;
        let frame = self.open.last_mut()?;
        if frame.bracket != Bracket::Brace || !frame.is_after_key() {
            return None;
        }
        let entry = frame.entries.last_mut()?;
        entry.value = Span { start, end: start };
        Some(entry.key)
    }

    fn end_value(&mut self, end: u32) {
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        if frame.is_after_key()
            && let Some(entry) = frame.entries.last_mut()
        {
            entry.value.end = end;
        }
        frame.expected = Expected::Comma;
    }

    /// Closes the innermost container of this kind, with all containers in it that are still open.
    fn close(&mut self, bracket: Bracket, end: u32) {
        let count = match bracket {
            Bracket::Square => self.squares,
            Bracket::Brace => self.open.len() - self.squares,
        };
        if count == 0 {
            return;
        }
        while let Some(frame) = self.open.pop() {
            let is_last = frame.bracket == bracket;
            self.squares -= usize::from(frame.bracket == Bracket::Square);
            if self.passed.is_some() && self.open.len() < self.around {
                self.around = self.open.len();
                self.closed.push((frame, end));
            }
            self.end_value(end);
            if is_last {
                break;
            }
        }
    }
}

impl<'s> Scan<'s> {
    fn finish(mut self) -> Cursor<'s> {
        let passed = self.passed.take().unwrap_or(Passed::NOWHERE);
        let mut containers = self.containers();
        let own = match (passed.own, containers.last_mut()) {
            (Some(own), Some(container)) if own < container.entries.len() => {
                Some(container.entries.remove(own))
            }
            _ => None,
        };
        let key = match own {
            Some(entry) if passed.slot == Slot::Value => Some(decoded(self.source, entry.key)),
            _ => None,
        };
        let after = passed.token.map_or(self.offset, |span| span.end);
        let next = after_comments(self.source, after as usize);
        let is_somewhere = passed.slot != Slot::Nowhere;
        let is_next_item = !matches!(
            next,
            TokenKind::Comma | TokenKind::Colon | TokenKind::Close(_) | TokenKind::End
        );
        Cursor {
            offset: self.offset,
            slot: passed.slot,
            token: passed.token,
            key,
            containers,
            comma_before: passed.comma_before,
            needs_comma: is_somewhere && is_next_item,
            has_colon: is_somewhere && next == TokenKind::Colon,
            source: self.source,
        }
    }

    /// The containers around the cursor, outermost first.
    fn containers(&mut self) -> Vec<Container<'s>> {
        let end = Span::new(self.source.len(), self.source.len()).end;
        let mut containers = Vec::with_capacity(self.around + self.closed.len());
        for frame in self.open.drain(..).take(self.around) {
            containers.push(frame.into_container(end, self.source));
        }
        for (frame, end) in self.closed.drain(..).rev() {
            containers.push(frame.into_container(end, self.source));
        }
        containers
    }
}

/// The kind of the next token that is not a comment.
fn after_comments(source: &str, at: usize) -> TokenKind {
    let mut lexer = Lexer::new(source, at);
    loop {
        let kind = lexer.token().kind;
        if !matches!(kind, TokenKind::Comment { .. }) {
            return kind;
        }
    }
}
