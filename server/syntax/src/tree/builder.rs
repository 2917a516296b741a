//! Builds a tree while the text is read, for both readers.

use std::collections::HashMap;

use super::{Chars, Data, NO_KEY, Node, Tree, key_hash};
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
    span: Span,
    key_hash: u32,
}

impl PendingKey {
    const NONE: PendingKey = PendingKey {
        span: NO_KEY,
        key_hash: 0,
    };
}

/// A Bloom filter of the keys of one object: most objects have certainly no repeated key, and are not read again at their end.
/// Parsing takes a tenth fewer instructions.
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
        Builder {
            source,
            tree: Tree {
                // Components have a value in 25 to 60 bytes.
                nodes: Vec::with_capacity(source.len() / 24),
                ..Tree::default()
            },
            open: Vec::with_capacity(8),
            next_key: PendingKey::NONE,
        }
    }

    /// The key of the next member; `span` includes its quotes.
    pub(crate) fn key(&mut self, span: Span, escaped: bool) {
        let index = self.tree.nodes.len() as u32;
        // In broken text the key before may have no value.
        self.tree.decoded_keys.pop_if(|key| key.0 == index);
        let inside = &self.source[span.inside().range()];
        let key_hash = if escaped {
            let decoded = unescape(inside).into_boxed_str();
            let key_hash = key_hash(decoded.as_bytes());
            self.tree.decoded_keys.push((index, decoded));
            key_hash
        } else {
            key_hash(inside.as_bytes())
        };
        self.next_key = PendingKey { span, key_hash };
    }

    /// A string; `span` includes its quotes.
    pub(crate) fn string(&mut self, span: Span, escaped: bool) {
        if escaped {
            self.decoded_string(span, unescape(&self.source[span.inside().range()]));
        } else {
            self.leaf(span, Data::String(Chars::Source));
        }
    }

    /// A string that is not read from the source as it is.
    pub(crate) fn decoded_string(&mut self, span: Span, text: String) {
        let chars = self.tree.decode(text);
        self.leaf(span, Data::String(chars));
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
        let has_duplicates = open.keys.may_repeat && self.find_duplicates(&open, after);
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
        let key = self.next_key;
        self.next_key = PendingKey::NONE;
        let index = self.tree.nodes.len() as u32;
        let node = Node {
            span,
            key: key.span,
            key_hash: key.key_hash,
            end: index + 1,
            data,
        };
        if let Some(open) = self.open.last_mut() {
            open.len += 1;
            if node.has_key() {
                open.keys.add(node.key_hash);
            }
        }
        self.tree.nodes.push(node);
        index
    }

    /// Records the members of an object whose keys repeat an earlier key. Returns whether there are any.
    fn find_duplicates(&mut self, object: &Open, after: u32) -> bool {
        let mut pairs = Vec::new();
        let mut seen = HashMap::with_capacity(object.len as usize);
        let mut next = object.index + 1;
        while next < after {
            let node = &self.tree.nodes[next as usize];
            if node.has_key() {
                let first = *seen
                    .entry(self.tree.key_bytes(self.source, next))
                    .or_insert(next);
                if first != next {
                    pairs.push((first, next));
                }
            }
            next = node.end;
        }
        let has_duplicates = !pairs.is_empty();
        self.tree.duplicates.extend(pairs);
        has_duplicates
    }
}
