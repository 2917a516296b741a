//! Reads a broken text that is JSON once it is repaired, with the strict reader. TokenKind `repair` had to guess stays
//! unknown: the same tree that tree-sitter gives, in a small part of the time.

use super::repair::Repaired;
use crate::strict::{self, Sink};
use crate::tree::{Builder, Data, Tree};
use diagnostics::Span;

/// The tree of `source`; `None` where the repaired text is not JSON.
pub(super) fn read(source: &str, repaired: &Repaired) -> Option<Tree> {
    let mended = Recovered {
        source,
        repaired,
        builder: Builder::new(source),
        open: Vec::new(),
        left_out: None,
    };
    Some(strict::read_into(&repaired.text, mended)?.builder.finish())
}

struct Recovered<'s> {
    source: &'s str,
    repaired: &'s Repaired,
    builder: Builder<'s>,
    /// For each open container, whether it is an object.
    open: Vec<bool>,
    /// How many containers are open around a member that is left out, because nobody knows its name.
    left_out: Option<usize>,
}

impl Recovered<'_> {
    fn is_opaque(&self, span: Span) -> bool {
        self.repaired
            .opaque
            .binary_search(&span.range().start)
            .is_ok()
    }

    /// Whether a value is left out; the member that is left out ends with a value directly in its object.
    fn leaves_out(&mut self) -> bool {
        let leaves_out = self.left_out.is_some();
        if self.left_out == Some(self.open.len()) {
            self.left_out = None;
        }
        leaves_out
    }

    fn broken(&mut self, span: Span) {
        let end = span.end.min(Span::new(self.source.len(), 0).start);
        self.builder.leaf(Span { end, ..span }, Data::Broken);
        self.builder.mark_broken();
    }
}

impl Sink for Recovered<'_> {
    fn key(&mut self, span: Span, escaped: bool) {
        if self.left_out.is_some() {
            return;
        }
        if self.is_opaque(span) {
            self.builder.mark_broken();
            self.left_out = Some(self.open.len());
        } else {
            Sink::key(&mut self.builder, span, escaped);
        }
    }

    fn string(&mut self, span: Span, escaped: bool) {
        match self.leaves_out() {
            true => {}
            false if self.is_opaque(span) => self.broken(span),
            false => self.builder.string(span, escaped),
        }
    }

    fn leaf(&mut self, span: Span, data: Data) {
        match self.leaves_out() {
            true => {}
            false if self.is_opaque(span) => self.broken(span),
            false => self.builder.leaf(span, data),
        }
    }

    fn open(&mut self, start: usize, data: Data) {
        self.open.push(matches!(data, Data::Object { .. }));
        if self.left_out.is_none() {
            self.builder.open(start, data);
        }
    }

    fn close(&mut self, end: usize) {
        self.open.pop();
        if self.leaves_out() {
            return;
        }
        let unclosed = self.repaired.closed.binary_search(&(end - 1)).is_ok();
        if unclosed || self.open.is_empty() && self.repaired.continues {
            self.builder.mark_broken();
        }
        self.builder.close(end.min(self.source.len()));
    }

    fn in_object(&self) -> Option<bool> {
        self.open.last().copied()
    }
}
