//! Reads broken text that is JSON once it is repaired, with the strict reader. What `repair` had to guess stays
//! unknown: the tree is the same as that of tree-sitter, in a small part of the time.

use super::repair::Repaired;
use super::whole_characters;
use crate::strict::{self, InvalidJson, Sink};
use crate::token::Bracket;
use crate::tree::{Builder, Data, Tree};
use diagnostics::Span;

/// The tree of `source`; `None` where the repaired text is not JSON.
pub(super) fn read(source: &str, repaired: &Repaired) -> Option<Tree> {
    let recovered = Recovered {
        source,
        repaired,
        builder: Builder::new(source),
        open: Vec::new(),
        omitted_in: None,
    };
    match strict::read_into(&repaired.text, recovered) {
        Ok(recovered) => Some(recovered.builder.finish()),
        Err(InvalidJson) => None,
    }
}

struct Recovered<'s> {
    source: &'s str,
    repaired: &'s Repaired,
    builder: Builder<'s>,
    open: Vec<Bracket>,
    /// How many containers are open around a member that is omitted, because its key is not known.
    omitted_in: Option<usize>,
}

impl Recovered<'_> {
    /// Whether a value is omitted. The omitted member ends with a value directly in its object.
    fn omits_value(&mut self) -> bool {
        let is_omitted = self.omitted_in.is_some();
        if self.omitted_in == Some(self.open.len()) {
            self.omitted_in = None;
        }
        is_omitted
    }

    fn broken(&mut self, span: Span) {
        let span = span.range();
        let whole = whole_characters(self.source, span.start, span.end);
        self.builder.leaf(whole, Data::Broken);
        self.builder.mark_broken();
    }
}

impl Sink for Recovered<'_> {
    fn key(&mut self, span: Span, escaped: bool) {
        if self.omitted_in.is_some() {
            return;
        }
        if self.repaired.is_opaque(span.range().start) {
            self.builder.mark_broken();
            self.omitted_in = Some(self.open.len());
        } else {
            self.builder.key(span, escaped);
        }
    }

    fn string(&mut self, span: Span, escaped: bool) {
        if self.omits_value() {
            return;
        }
        if self.repaired.is_opaque(span.range().start) {
            self.broken(span);
        } else {
            self.builder.string(span, escaped);
        }
    }

    fn leaf(&mut self, span: Span, data: Data) {
        if self.omits_value() {
            return;
        }
        if self.repaired.is_opaque(span.range().start) {
            self.broken(span);
        } else {
            self.builder.leaf(span, data);
        }
    }

    fn open(&mut self, start: usize, bracket: Bracket) {
        self.open.push(bracket);
        if self.omitted_in.is_none() {
            self.builder.open(start, bracket);
        }
    }

    fn close(&mut self, end: usize) {
        self.open.pop();
        if self.omits_value() {
            return;
        }
        let is_outermost = self.open.is_empty();
        if self.repaired.is_inserted_bracket(end - 1) || is_outermost && self.repaired.continues {
            self.builder.mark_broken();
        }
        self.builder.close(self.source.ceil_char_boundary(end));
    }

    fn container(&self) -> Option<Bracket> {
        self.open.last().copied()
    }
}
