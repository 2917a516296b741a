//! Builds a tree while the text is read, for both readers.

use std::collections::HashMap;

use super::{Chars, Data, KeyNode, NO_KEY, Node, Tree, mark};
use crate::strict::unescape;
use diagnostics::Span;

/// A tree in the making; values come in the order of the text.
pub(crate) struct Builder<'s> {
    source: &'s str,
    tree: Tree,
    open: Vec<u32>,
    pending_key: Option<u32>,
}

impl<'s> Builder<'s> {
    /// An empty tree of `source`.
    pub(crate) fn new(source: &'s str) -> Builder<'s> {
        // Components have a value in 25 bytes, text-heavy ones in 60.
        let expected = source.len() / 40;
        let (nodes, keys) = (Vec::with_capacity(expected), Vec::with_capacity(expected));
        Builder {
            source,
            tree: Tree {
                nodes,
                keys,
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

    /// The name of the member that comes next.
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
    pub(crate) fn open(&mut self, start: usize, data: Data) {
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

    /// The innermost open container, by how many are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the innermost open container is an object.
    pub(crate) fn in_object(&self) -> bool {
        self.open
            .last()
            .is_some_and(|&i| matches!(self.tree.nodes[i as usize].data, Data::Object { .. }))
    }

    /// Something unreadable stands directly in the innermost open container.
    pub(crate) fn mark_broken(&mut self) {
        if let Some(&index) = self.open.last()
            && let Data::Array { broken, .. } | Data::Object { broken, .. } =
                &mut self.tree.nodes[index as usize].data
        {
            *broken = true;
        }
    }

    /// The finished tree.
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
        let mark = key.map_or(0, |key| mark(self.text(key)));
        self.tree.nodes.push(Node {
            span,
            end: index + 1,
            key: key.unwrap_or(NO_KEY),
            mark,
            data,
        });
        index
    }

    /// Records repeated names of the object at `index`.
    fn find_duplicates(&mut self, index: u32, after: u32) -> bool {
        if !self.may_repeat(index, after) {
            return false;
        }
        let keys: Vec<u32> = self
            .members(index, after)
            .map(|member| member.key)
            .collect();
        let found = self.repeated(&keys);
        let any = !found.is_empty();
        self.tree.duplicates.extend(found);
        any
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

    /// Whether two names may be the same, by their marks: in nearly all objects none are.
    fn may_repeat(&self, index: u32, after: u32) -> bool {
        let mut seen = 0_u128;
        self.members(index, after).any(|member| {
            let [last, first, length, _] = member.mark.to_le_bytes().map(u32::from);
            let bit = 1 << ((length * 29 + last * 5 + first) % 128);
            let is_taken = seen & bit != 0;
            seen |= bit;
            is_taken
        })
    }

    fn text(&self, key: u32) -> &[u8] {
        match self.tree.keys[key as usize].text {
            Chars::Source(span) => &self.source.as_bytes()[span.range()],
            Chars::Decoded(index) => self.tree.decoded[index as usize].as_bytes(),
        }
    }

    /// Pairs of first and repeated name. Most objects are small, where comparing pairs is quicker than hashing.
    fn repeated(&self, keys: &[u32]) -> Vec<(u32, u32)> {
        const SMALL: usize = 16;
        if keys.len() <= SMALL {
            let first = |at: usize| {
                keys[..at]
                    .iter()
                    .find(|&&key| self.text(key) == self.text(keys[at]))
            };
            return (1..keys.len())
                .filter_map(|at| first(at).map(|&key| (key, keys[at])))
                .collect();
        }
        let mut seen = HashMap::with_capacity(keys.len());
        let mut first = |key: u32| *seen.entry(self.text(key)).or_insert(key);
        keys.iter()
            .filter_map(|&key| Some((first(key), key)).filter(|(first, key)| first != key))
            .collect()
    }
}
