//! The tree as an arena: nodes in the order of the text, each knowing where its subtree ends. Dropping, cloning and
//! comparing it never recurses, so no nesting can exhaust the stack.

use std::collections::{HashMap, HashSet};

use super::Syntax;
use crate::text::Span;

/// Characters of a string or number: those of the source where they need no decoding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chars {
    Source(Span),
    Decoded(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Data {
    Null,
    Bool(bool),
    Number(Chars),
    String(Chars),
    Array { len: u32, broken: bool },
    Object { len: u32, broken: bool, duplicates: bool },
    Broken,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    span: Span,
    /// Index after the last node of this subtree.
    end: u32,
    /// Index into `keys`, or `NO_KEY`.
    key: u32,
    data: Data,
}

const NO_KEY: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct KeyNode {
    span: Span,
    text: Chars,
}

#[derive(Clone, Default, Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    keys: Vec<KeyNode>,
    decoded: Vec<Box<str>>,
    duplicates: Vec<(u32, u32)>,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, see [`Value::number`].
    Number,
    /// A string, see [`Value::as_str`].
    String,
    /// An array, see [`Value::elements`].
    Array,
    /// An object, see [`Value::members`].
    Object,
    /// Text that is no value, or a value that cannot be known (a placeholder without a profile).
    Unknown,
}

/// What a string is read as instead, see [`Syntax::with_strings_replaced`].
#[derive(Clone, PartialEq, Debug)]
pub enum Replacement {
    /// Another string.
    String(String),
    /// A number, as it is written.
    Number(String),
    /// A boolean.
    Bool(bool),
    /// Nothing that could be checked.
    Unknown,
}

/// One value of a text; as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    syntax: &'a Syntax,
    index: u32,
}

/// The name of an object's member.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The name, decoded.
    pub text: &'a str,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// One member of an object.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// Its name.
    pub key: Key<'a>,
    /// Its value.
    pub value: Value<'a>,
}

impl<'a> Value<'a> {
    pub(super) fn root(syntax: &'a Syntax) -> Option<Value<'a>> {
        (!syntax.tree.nodes.is_empty()).then_some(Value { syntax, index: 0 })
    }

    fn node(&self) -> &'a Node {
        &self.syntax.tree.nodes[self.index as usize]
    }

    /// The text this value belongs to.
    pub fn syntax(&self) -> &'a Syntax {
        self.syntax
    }

    /// A number that no other value of the same text has.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Where it stands; strings with their quotes.
    pub fn span(&self) -> Span {
        self.node().span
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        match self.node().data {
            Data::Null => Kind::Null,
            Data::Bool(value) => Kind::Bool(value),
            Data::Number(_) => Kind::Number,
            Data::String(_) => Kind::String,
            Data::Array { .. } => Kind::Array,
            Data::Object { .. } => Kind::Object,
            Data::Broken => Kind::Unknown,
        }
    }

    /// The name under which it stands, if it is the value of a member.
    pub fn key(&self) -> Option<Key<'a>> {
        let key = self.node().key;
        (key != NO_KEY).then(|| self.key_at(key))
    }

    fn key_at(&self, key: u32) -> Key<'a> {
        let node = &self.syntax.tree.keys[key as usize];
        Key { text: self.chars(node.text), span: node.span }
    }

    fn chars(&self, chars: Chars) -> &'a str {
        match chars {
            Chars::Source(span) => &self.syntax.source[span.range()],
            Chars::Decoded(index) => &self.syntax.tree.decoded[index as usize],
        }
    }

    /// The decoded text of a string; an unpaired surrogate is read as U+FFFD.
    pub fn as_str(&self) -> Option<&'a str> {
        match self.node().data {
            Data::String(chars) => Some(self.chars(chars)),
            _ => None,
        }
    }

    /// A number as it is written.
    pub fn number(&self) -> Option<&'a str> {
        match self.node().data {
            Data::Number(chars) => Some(self.chars(chars)),
            _ => None,
        }
    }

    /// Whether broken text stands directly in this array or object, so that absence proves nothing.
    pub fn is_incomplete(&self) -> bool {
        matches!(self.node().data, Data::Array { broken: true, .. } | Data::Object { broken: true, .. })
    }

    /// Number of elements, or of members with different names.
    pub fn len(&self) -> usize {
        match self.node().data {
            Data::Array { len, .. } | Data::Object { len, duplicates: false, .. } => len as usize,
            Data::Object { .. } => self.members().count(),
            _ => 0,
        }
    }

    /// Whether there are no elements or members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn children(&self) -> Children<'a> {
        let node = self.node();
        Children { syntax: self.syntax, next: self.index + 1, end: node.end }
    }

    /// The elements of an array, else nothing.
    pub fn elements(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let is_array = self.kind() == Kind::Array;
        self.children().filter(move |_| is_array)
    }

    /// The members of an object as `JSON.parse` sees them: of two with one name, the last. Else nothing.
    pub fn members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let shadowed: HashSet<u32> = match self.node().data {
            Data::Object { duplicates: true, .. } => self.shadowed(),
            _ => HashSet::new(),
        };
        self.all_members().filter(move |member| shadowed.is_empty() || !shadowed.contains(&member.value.index))
    }

    /// Every member in the order of the text, repeated names included.
    pub fn all_members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        self.children().filter_map(|value| Some(Member { key: value.key()?, value }))
    }

    fn shadowed(&self) -> HashSet<u32> {
        let mut last = HashMap::new();
        self.all_members().filter_map(|member| last.insert(member.key.text, member.value.index)).collect()
    }

    /// The member called `name`, as `JSON.parse` sees it.
    pub fn member(&self, name: &str) -> Option<Member<'a>> {
        match self.node().data {
            Data::Object { duplicates: true, .. } => self.all_members().filter(|m| m.key.text == name).last(),
            Data::Object { .. } => self.all_members().find(|m| m.key.text == name),
            _ => None,
        }
    }

    /// The value of the member called `name`.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.member(name).map(|member| member.value)
    }

    /// The value below, by the names of members.
    pub fn at(&self, path: &[&str]) -> Option<Value<'a>> {
        path.iter().try_fold(*self, |value, name| value.get(name))
    }

    /// Every value of this subtree in the order of the text, this one first.
    pub fn descendants(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let syntax = self.syntax;
        (self.index..self.node().end).map(move |index| Value { syntax, index })
    }
}

struct Children<'a> {
    syntax: &'a Syntax,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let value = (self.next < self.end).then_some(Value { syntax: self.syntax, index: self.next })?;
        self.next = value.node().end;
        Some(value)
    }
}

pub(super) fn duplicate_keys(syntax: &Syntax) -> impl Iterator<Item = (Key<'_>, Key<'_>)> {
    syntax.root().into_iter().flat_map(|root| {
        let pairs = &root.syntax.tree.duplicates;
        pairs.iter().map(move |&(first, again)| (root.key_at(first), root.key_at(again)))
    })
}

pub(super) fn replace_strings(syntax: &Syntax, mut replace: impl FnMut(Value<'_>) -> Option<Replacement>) -> Tree {
    let mut tree = syntax.tree.clone();
    for index in 0..tree.nodes.len() {
        if !matches!(tree.nodes[index].data, Data::String(_)) {
            continue;
        }
        let replacement = replace(Value { syntax, index: index as u32 });
        tree.nodes[index].data = match replacement {
            None => continue,
            Some(Replacement::String(text)) => Data::String(tree.decode(text)),
            Some(Replacement::Number(text)) => Data::Number(tree.decode(text)),
            Some(Replacement::Bool(value)) => Data::Bool(value),
            Some(Replacement::Unknown) => Data::Broken,
        };
    }
    tree
}

impl Tree {
    fn decode(&mut self, text: String) -> Chars {
        self.decoded.push(text.into_boxed_str());
        Chars::Decoded(self.decoded.len() as u32 - 1)
    }

    pub(super) fn of_string(string: &str) -> Tree {
        let mut builder = Builder::new("");
        let chars = builder.decode(string.to_owned());
        builder.leaf(Span::default(), Data::String(chars));
        builder.tree
    }
}

/// Builds a tree in the order of the text. Used by both readers.
pub(super) struct Builder<'s> {
    source: &'s str,
    tree: Tree,
    open: Vec<u32>,
    pending_key: Option<u32>,
}

impl<'s> Builder<'s> {
    /// An empty tree of `source`.
    pub(super) fn new(source: &'s str) -> Builder<'s> {
        Builder { source, tree: Tree::default(), open: Vec::new(), pending_key: None }
    }

    /// Stores text that had to be decoded.
    pub(super) fn decode(&mut self, text: String) -> Chars {
        self.tree.decode(text)
    }

    /// The name of the member that comes next.
    pub(super) fn key(&mut self, span: Span, text: Chars) {
        self.tree.keys.push(KeyNode { span, text });
        self.pending_key = Some(self.tree.keys.len() as u32 - 1);
    }

    /// A value without children.
    pub(super) fn leaf(&mut self, span: Span, data: Data) {
        self.push(span, data);
    }

    /// An array or object begins.
    pub(super) fn open(&mut self, start: usize, data: Data) {
        let index = self.push(Span::new(start, start), data);
        self.open.push(index);
    }

    /// The innermost array or object ends before the byte `end`.
    pub(super) fn close(&mut self, end: usize) {
        let Some(index) = self.open.pop() else { return };
        self.pending_key = None;
        let after = self.tree.nodes.len() as u32;
        let duplicates = self.find_duplicates(index, after);
        let node = &mut self.tree.nodes[index as usize];
        node.end = after;
        node.span.end = Span::new(end, end).end;
        if let Data::Object { duplicates: flag, .. } = &mut node.data {
            *flag = duplicates;
        }
    }

    /// The innermost open container, by how many are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the innermost open container is an object.
    pub(super) fn in_object(&self) -> bool {
        self.open.last().is_some_and(|&i| matches!(self.tree.nodes[i as usize].data, Data::Object { .. }))
    }

    /// Something unreadable stands directly in the innermost open container.
    pub(super) fn mark_broken(&mut self) {
        if let Some(&index) = self.open.last()
            && let Data::Array { broken, .. } | Data::Object { broken, .. } = &mut self.tree.nodes[index as usize].data
        {
            *broken = true;
        }
    }

    /// The finished tree.
    pub(super) fn finish(self) -> Tree {
        self.tree
    }

    fn push(&mut self, span: Span, data: Data) -> u32 {
        if let Some(&parent) = self.open.last()
            && let Data::Array { len, .. } | Data::Object { len, .. } = &mut self.tree.nodes[parent as usize].data
        {
            *len += 1;
        }
        let index = self.tree.nodes.len() as u32;
        let key = self.pending_key.take().unwrap_or(NO_KEY);
        self.tree.nodes.push(Node { span, end: index + 1, key, data });
        index
    }

    /// Records repeated names of the object at `index`.
    fn find_duplicates(&mut self, index: u32, after: u32) -> bool {
        let mut keys: Vec<u32> = Vec::new();
        let mut child = index + 1;
        while child < after {
            let node = &self.tree.nodes[child as usize];
            if node.key != NO_KEY {
                keys.push(node.key);
            }
            child = node.end;
        }
        let found = self.repeated(&keys);
        let any = !found.is_empty();
        self.tree.duplicates.extend(found);
        any
    }

    /// Pairs of first and repeated name. Most objects are small, where comparing pairs is quicker than hashing.
    fn repeated(&self, keys: &[u32]) -> Vec<(u32, u32)> {
        const SMALL: usize = 16;
        let text = |key: u32| match self.tree.keys[key as usize].text {
            Chars::Source(span) => &self.source[span.range()],
            Chars::Decoded(index) => &self.tree.decoded[index as usize],
        };
        if keys.len() <= SMALL {
            let first = |at: usize| keys[..at].iter().find(|&&key| text(key) == text(keys[at]));
            return (1..keys.len()).filter_map(|at| first(at).map(|&key| (key, keys[at]))).collect();
        }
        let mut seen = HashMap::with_capacity(keys.len());
        let mut first = |key: u32| *seen.entry(text(key)).or_insert(key);
        keys.iter().filter_map(|&key| Some((first(key), key)).filter(|(first, key)| first != key)).collect()
    }
}
