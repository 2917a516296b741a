//! Builds a tree while the text is read, for both readers.

use std::collections::HashMap;

use super::{Chars, Data, KeyNode, NO_KEY, Node, Tree, key_hash};
use crate::strict::unescape;
use crate::token::Bracket;
use diagnostics::Span;

/// Up to this many members, comparing all pairs of keys is quicker than hashing them: with hashing only, parsing 1 MB of
/// typical components takes 27 instead of 20 million instructions.
const SMALL_OBJECT: usize = 16;

/// An unfinished tree, to which values are added in the order of the text.
pub(crate) struct Builder<'s> {
    source: &'s str,
    tree: Tree,
    open: Vec<u32>,
    pending_key: Option<u32>,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(source: &'s str) -> Builder<'s> {
        // Components have a value in 25 bytes, text-heavy ones in 60.
        let expected = source.len() / 40;
        Builder {
            source,
            tree: Tree {
                nodes: Vec::with_capacity(expected),
                keys: Vec::with_capacity(expected),
                ..Tree::default()
            },
            open: Vec::new(),
            pending_key: None,
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
        self.tree.keys.push(KeyNode { span, text });
        self.pending_key = Some(self.tree.keys.len() as u32 - 1);
    }

    /// A value without children.
    pub(crate) fn leaf(&mut self, span: Span, data: Data) {
        // In broken text it may begin or end within a character.
        let span = span.range();
        let whole = Span::new(
            self.source.floor_char_boundary(span.start),
            self.source.ceil_char_boundary(span.end),
        );
        self.push(whole, data);
    }

    /// An array or object begins.
    pub(crate) fn open(&mut self, start: usize, bracket: Bracket) {
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
        self.open.push(index);
    }

    /// The innermost array or object ends before the byte `end`, or with the character that this byte is in.
    pub(crate) fn close(&mut self, end: usize) {
        let Some(index) = self.open.pop() else { return };
        self.pending_key = None;
        let after = self.tree.nodes.len() as u32;
        let end = self.source.ceil_char_boundary(end);
        let duplicates = self.find_duplicates(index, after);
        let node = &mut self.tree.nodes[index as usize];
        node.end = after;
        node.span.end = Span::new(end, end).end;
        if let Data::Object {
            duplicates: flag, ..
        } = &mut node.data
        {
            *flag = duplicates;
        }
    }

    /// How many containers are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The bracket of the innermost open container; `None` outside of all.
    pub(crate) fn container(&self) -> Option<Bracket> {
        let index = *self.open.last()?;
        match self.tree.nodes[index as usize].data {
            Data::Object { .. } => Some(Bracket::Brace),
            _ => Some(Bracket::Square),
        }
    }

    /// Whether the innermost open container is an object.
    pub(crate) fn in_object(&self) -> bool {
        self.container() == Some(Bracket::Brace)
    }

    /// Records that the innermost open container has something unreadable directly in it.
    pub(crate) fn mark_broken(&mut self) {
        if let Some(&index) = self.open.last()
            && let Data::Array { broken, .. } | Data::Object { broken, .. } =
                &mut self.tree.nodes[index as usize].data
        {
            *broken = true;
        }
    }

    pub(crate) fn finish(self) -> Tree {
        self.tree
    }

    fn push(&mut self, span: Span, data: Data) -> u32 {
        if let Some(&parent) = self.open.last()
            && let Data::Array { len, .. } | Data::Object { len, .. } =
                &mut self.tree.nodes[parent as usize].data
        {
            *len += 1;
        }
        let index = self.tree.nodes.len() as u32;
        let key = self.pending_key.take();
        let key_hash = key.map_or(0, |key| key_hash(self.text(key)));
        self.tree.nodes.push(Node {
            span,
            end: index + 1,
            key: key.unwrap_or(NO_KEY),
            key_hash,
            data,
        });
        index
    }

    /// Records the repeated keys of the object at `index`. Returns whether there are any.
    fn find_duplicates(&mut self, index: u32, after: u32) -> bool {
        let members: Vec<&Node> = self.members(index, after).collect();
        let pairs = if members.len() <= SMALL_OBJECT {
            self.compare_keys(&members)
        } else {
            self.hash_keys(&members)
        };
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
        match self.tree.keys[key as usize].text {
            Chars::Source(span) => &self.source.as_bytes()[span.range()],
            Chars::Decoded(index) => self.tree.decoded[index as usize].as_bytes(),
        }
    }

    /// Pairs of the first and the repeated key.
    fn compare_keys(&self, members: &[&Node]) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for (at, member) in members.iter().enumerate() {
            let mut earlier = members[..at].iter();
            if let Some(first) = earlier.find(|first| self.is_same_key(first, member)) {
                pairs.push((first.key, member.key));
            }
        }
        pairs
    }

    fn is_same_key(&self, a: &Node, b: &Node) -> bool {
        a.key_hash == b.key_hash && self.text(a.key) == self.text(b.key)
    }

    /// As `compare_keys`, in linear time.
    fn hash_keys(&self, members: &[&Node]) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let mut seen = HashMap::with_capacity(members.len());
        for member in members {
            let first = *seen.entry(self.text(member.key)).or_insert(member.key);
            if first != member.key {
                pairs.push((first, member.key));
            }
        }
        pairs
    }
}
