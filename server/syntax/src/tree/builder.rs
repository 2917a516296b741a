//! Builds a tree while the text is read, for both readers.

use std::collections::HashMap;

use super::{Chars, Data, KeyNode, NO_KEY, Node, Tree, key_hash};
use crate::strict::unescape;
use crate::token::Bracket;
use diagnostics::Span;

/// An unfinished tree, to which values are added in the order of the text.
pub(crate) struct Builder<'s> {
    source: &'s str,
    tree: Tree,
    open: Vec<Open>,
    next_key: PendingKey,
}

/// An array or object whose end has not been read.
struct Open {
    index: u32,
    len: u32,
    bracket: Bracket,
    keys: KeyFilter,
}

/// The key of a member whose value has not been read.
#[derive(Clone, Copy)]
struct PendingKey {
    key: u32,
    key_hash: u32,
}

impl PendingKey {
    const NONE: PendingKey = PendingKey {
        key: NO_KEY,
        key_hash: 0,
    };
}

/// A Bloom filter of the keys of one object, which tells most objects without repeated keys while they are read.
#[derive(Default)]
struct KeyFilter {
    seen: [u64; 4],
    may_repeat: bool,
}

impl KeyFilter {
    fn add(&mut self, key_hash: u32) {
        // Fibonacci hashing: the upper bits of the product depend on all bits.
        let bit = key_hash.wrapping_mul(0x9E37_79B9) >> 24;
        let word = &mut self.seen[bit as usize / 64];
        let mask = 1 << (bit % 64);
        self.may_repeat |= *word & mask != 0;
        *word |= mask;
    }
}

impl<'s> Builder<'s> {
    pub(crate) fn new(source: &'s str) -> Builder<'s> {
        // Components have a value in 25 to 60 bytes, and a key in 40.
        Builder {
            source,
            tree: Tree {
                nodes: Vec::with_capacity(source.len() / 24),
                keys: Vec::with_capacity(source.len() / 32),
                ..Tree::default()
            },
            open: Vec::new(),
            next_key: PendingKey::NONE,
        }
    }

    /// Stores text that had to be decoded.
    pub(crate) fn decode(&mut self, text: String) -> Chars {
        self.tree.decode(text)
    }

    /// The characters of the string whose quotes are at `span`.
    pub(crate) fn chars(&mut self, span: Span, escaped: bool) -> Chars {
        let inside = span.inside();
        if escaped {
            self.decode(unescape(&self.source[inside.range()]))
        } else {
            Chars::Source(inside)
        }
    }

    /// The key of the next member.
    pub(crate) fn key(&mut self, span: Span, text: Chars) {
        let key = self.tree.keys.len() as u32;
        self.tree.keys.push(KeyNode { span, text });
        self.next_key = PendingKey {
            key,
            key_hash: key_hash(self.text(key)),
        };
    }

    /// A value without children.
    pub(crate) fn leaf(&mut self, span: Span, data: Data) {
        self.push(span, data);
    }

    /// An array or object begins.
    pub(crate) fn open(&mut self, start: usize, bracket: Bracket) {
        // `close` fills in the rest.
        let data = match bracket {
            Bracket::Brace => Data::Object {
                len: 0,
                broken: false,
                duplicates: false,
            },
            Bracket::Square => Data::Array {
                len: 0,
                broken: false,
            },
        };
        let index = self.push(Span::new(start, start), data);
        self.open.push(Open {
            index,
            len: 0,
            bracket,
            keys: KeyFilter::default(),
        });
    }

    /// The innermost array or object ends before the byte `end`.
    pub(crate) fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        self.next_key = PendingKey::NONE;
        let after = self.tree.nodes.len() as u32;
        let has_duplicates = open.keys.may_repeat && self.find_duplicates(open.index, after);
        let node = &mut self.tree.nodes[open.index as usize];
        node.end = after;
        node.span.end = Span::new(end, end).end;
        match &mut node.data {
            Data::Array { len, .. } => *len = open.len,
            Data::Object {
                len, duplicates, ..
            } => {
                *len = open.len;
                *duplicates = has_duplicates;
            }
            _ => {}
        }
    }

    /// How many containers are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The bracket of the innermost open container; `None` outside of all.
    pub(crate) fn container(&self) -> Option<Bracket> {
        self.open.last().map(|open| open.bracket)
    }

    /// Whether the innermost open container is an object.
    pub(crate) fn in_object(&self) -> bool {
        self.container() == Some(Bracket::Brace)
    }

    /// Records that the innermost open container has something unreadable directly in it.
    pub(crate) fn mark_broken(&mut self) {
        if let Some(open) = self.open.last()
            && let Data::Array { broken, .. } | Data::Object { broken, .. } =
                &mut self.tree.nodes[open.index as usize].data
        {
            *broken = true;
        }
    }

    pub(crate) fn finish(self) -> Tree {
        self.tree
    }

    fn push(&mut self, span: Span, data: Data) -> u32 {
        let PendingKey { key, key_hash } = self.next_key;
        self.next_key = PendingKey::NONE;
        if let Some(open) = self.open.last_mut() {
            open.len += 1;
            if key != NO_KEY {
                open.keys.add(key_hash);
            }
        }
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
            span,
            end: index + 1,
            key,
            key_hash,
            data,
        });
        index
    }

    /// Records pairs of the first and the repeated key of the object at `index`. Returns whether there are any.
    fn find_duplicates(&mut self, index: u32, after: u32) -> bool {
        let mut pairs = Vec::new();
        let mut seen = HashMap::new();
        for member in self.members(index, after) {
            let first = *seen.entry(self.text(member.key)).or_insert(member.key);
            if first != member.key {
                pairs.push((first, member.key));
            }
        }
        let has_duplicates = !pairs.is_empty();
        self.tree.duplicates.extend(pairs);
        has_duplicates
    }

    /// The members of the object at `index`.
    fn members(&self, index: u32, after: u32) -> impl Iterator<Item = &Node> {
        let nodes = &self.tree.nodes;
        let children = std::iter::successors(Some(index + 1), |child| {
            nodes.get(*child as usize).map(|node| node.end)
        });
        children
            .take_while(move |child| *child < after)
            .map(|child| &nodes[child as usize])
            .filter(|node| node.key != NO_KEY)
    }

    fn text(&self, key: u32) -> &[u8] {
        self.tree.key_bytes(self.source, key)
    }
}
