//! The scan: follows the tokens with a stack of containers, notes what stands at the cursor, and goes on until the
//! containers around it are closed, for what stands in them after it.

use super::lex::{Lexer, Token, TokenKind};
use super::{Container, Cursor, Entry, Slot, decoded};
use crate::scan::Bracket;
use diagnostics::Span;

/// TokenKind a container waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects {
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
    expects: Expects,
    entries: Vec<Entry>,
}

/// TokenKind was noted when the scan passed the cursor.
struct Passed {
    slot: Slot,
    token: Option<Span>,
    comma_before: Option<u32>,
    /// Which entry of the innermost object the cursor is in.
    own: Option<usize>,
}

struct Scan<'s> {
    source: &'s str,
    offset: u32,
    open: Vec<Frame>,
    /// How many of the open frames are square brackets: a closing bracket without any is passed over.
    squares: usize,
    has_root: bool,
    /// Where the token before ended.
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
        let is_key = token.is_scalar() && scan.takes_as_key(&lexer);
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
    /// Whether a scalar that the lexer has just read is a key here. One where a value is due is a key if a colon follows:
    /// the value is still missing.
    fn takes_as_key(&self, lexer: &Lexer<'_>) -> bool {
        self.open.last().is_some_and(|frame| {
            let expects_key = matches!(frame.expects, Expects::Item | Expects::Comma);
            frame.bracket == Bracket::Brace && (expects_key || lexer.colon_follows())
        })
    }

    /// TokenKind stands at the cursor, where `token` is the first that does not end before it.
    fn pass(&self, token: Token, is_key: bool) -> Passed {
        let nowhere = Passed {
            slot: Slot::Nowhere,
            token: None,
            comma_before: None,
            own: None,
        };
        let touched = token.touches(self.offset).then_some(token.span);
        let Some(frame) = self.open.last() else {
            let is_comment = touched.is_some() && matches!(token.kind, TokenKind::Comment { .. });
            let slot = if self.has_root || is_comment {
                Slot::Nowhere
            } else {
                Slot::Value
            };
            return Passed {
                slot,
                token: touched.filter(|_| slot == Slot::Value),
                ..nowhere
            };
        };
        let entries = frame.entries.len();
        let comma_before = (frame.expects == Expects::Comma).then_some(self.end);
        let is_apart = frame.expects != Expects::Comma || self.end < self.offset;
        match (frame.bracket, frame.expects) {
            _ if touched.is_some() && !token.is_scalar() || !is_apart => nowhere,
            (Bracket::Brace, Expects::Item | Expects::Comma) => Passed {
                slot: Slot::Key,
                token: touched,
                comma_before,
                own: touched.map(|_| entries),
            },
            (Bracket::Square, _) => Passed {
                slot: Slot::Value,
                token: touched,
                comma_before,
                own: None,
            },
            (_, Expects::Colon) if touched.is_none() || !is_key => nowhere,
            _ if is_key && touched.is_some() => Passed {
                slot: Slot::Key,
                token: touched,
                comma_before: None,
                own: Some(entries),
            },
            _ => {
                let own = Some(entries.saturating_sub(1)).filter(|_| entries > 0);
                let token = touched
                    .or((token.span.start == self.offset).then_some(token.span))
                    .filter(|_| !is_key);
                self.at_value(token, own).unwrap_or(nowhere)
            }
        }
    }

    /// The value of a member is due; nothing where one follows after whitespace, or begins with a bracket.
    fn at_value(&self, token: Option<Span>, own: Option<usize>) -> Option<Passed> {
        let mut lexer = Lexer::new(
            self.source,
            token.map_or(self.offset, |span| span.start) as usize,
        );
        let next = lexer.token();
        let is_value = next.is_scalar() && !lexer.colon_follows();
        let token = token.filter(|_| is_value);
        let is_free = token.is_some() || !is_value && !matches!(next.kind, TokenKind::Open(_));
        is_free.then_some(Passed {
            slot: Slot::Value,
            token,
            comma_before: None,
            own,
        })
    }

    fn take(&mut self, token: Token, is_key: bool) {
        match token.kind {
            TokenKind::Open(bracket) => {
                let key = self.begin_value(token.span.start);
                self.squares += usize::from(bracket == Bracket::Square);
                let start = token.span.start;
                self.open.push(Frame {
                    bracket,
                    start,
                    key,
                    expects: Expects::Item,
                    entries: Vec::new(),
                });
            }
            TokenKind::Close(bracket) => self.close(bracket, token.span.end),
            TokenKind::Comma => self.expect(Expects::Item),
            TokenKind::Colon => {
                if self
                    .open
                    .last()
                    .is_some_and(|frame| frame.bracket == Bracket::Brace)
                {
                    self.expect(Expects::Value);
                }
            }
            TokenKind::String { .. } | TokenKind::Unquoted if is_key => {
                if let Some(frame) = self.open.last_mut() {
                    let value = Span {
                        start: token.span.end,
                        end: token.span.end,
                    };
                    frame.entries.push(Entry {
                        key: token.span,
                        value,
                    });
                    frame.expects = Expects::Colon;
                }
            }
            TokenKind::String { .. } | TokenKind::Unquoted => {
                self.begin_value(token.span.start);
                self.end_value(token.span.end);
            }
            TokenKind::Comment { .. } | TokenKind::End => return,
        }
        self.end = token.span.end;
    }

    fn expect(&mut self, expects: Expects) {
        self.open
            .last_mut()
            .into_iter()
            .for_each(|frame| frame.expects = expects);
    }

    /// Notes the beginning of a value; its key, where it is the value of a member.
    fn begin_value(&mut self, start: u32) -> Option<Span> {
        self.has_root = true;
        let frame = self
            .open
            .last_mut()
            .filter(|frame| frame.bracket == Bracket::Brace)?;
        let is_value = matches!(frame.expects, Expects::Colon | Expects::Value);
        let entry = frame.entries.last_mut().filter(|_| is_value)?;
        entry.value = Span { start, end: start };
        Some(entry.key)
    }

    fn end_value(&mut self, end: u32) {
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        let is_value = matches!(frame.expects, Expects::Colon | Expects::Value);
        if let Some(entry) = frame.entries.last_mut().filter(|_| is_value) {
            entry.value.end = end;
        }
        frame.expects = Expects::Comma;
    }

    /// Closes the innermost container of this kind with all that were forgotten in it.
    fn close(&mut self, bracket: Bracket, end: u32) {
        let square = bracket == Bracket::Square;
        let count = if square {
            self.squares
        } else {
            self.open.len() - self.squares
        };
        if count == 0 {
            return;
        }
        while let Some(frame) = self.open.pop() {
            let found = frame.bracket == bracket;
            self.squares -= usize::from(frame.bracket == Bracket::Square);
            if self.passed.is_some() && self.open.len() < self.around {
                self.around = self.open.len();
                self.closed.push((frame, end));
            }
            self.end_value(end);
            if found {
                break;
            }
        }
    }
}

impl<'s> Scan<'s> {
    fn finish(mut self) -> Cursor<'s> {
        let end = Span::new(self.source.len(), self.source.len()).end;
        self.open.truncate(self.around);
        while let Some(frame) = self.open.pop() {
            self.closed.push((frame, end));
        }
        let passed = self.passed.take().unwrap_or(Passed {
            slot: Slot::Nowhere,
            token: None,
            comma_before: None,
            own: None,
        });
        let text = |span: Span| decoded(&self.source[span.range()]);
        let container = |(frame, end): (Frame, u32)| Container {
            span: Span {
                start: frame.start,
                end,
            },
            key: frame.key.map(text),
            bracket: frame.bracket,
            entries: frame.entries,
            source: self.source,
        };
        let mut containers: Vec<Container<'s>> =
            self.closed.into_iter().rev().map(container).collect();
        let own = passed.own.and_then(|own| {
            let entries = &mut containers.last_mut()?.entries;
            (own < entries.len()).then(|| entries.remove(own))
        });
        let after = passed.token.map_or(self.offset, |span| span.end);
        let next = after_comments(self.source, after as usize);
        let is_somewhere = passed.slot != Slot::Nowhere;
        Cursor {
            offset: self.offset,
            slot: passed.slot,
            token: passed.token,
            key: own
                .filter(|_| passed.slot == Slot::Value)
                .map(|entry| text(entry.key)),
            containers,
            comma_before: passed.comma_before,
            needs_comma: is_somewhere
                && !matches!(
                    next,
                    TokenKind::Comma | TokenKind::Colon | TokenKind::Close(_) | TokenKind::End
                ),
            has_colon: is_somewhere && next == TokenKind::Colon,
            source: self.source,
        }
    }
}

fn after_comments(source: &str, at: usize) -> TokenKind {
    let mut lexer = Lexer::new(source, at);
    loop {
        let token = lexer.token();
        if !matches!(token.kind, TokenKind::Comment { .. }) {
            return token.kind;
        }
    }
}
