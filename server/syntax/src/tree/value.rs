//! A look at one node of a tree: what the rest of the program sees of a text.

use std::collections::{HashMap, HashSet};

use super::{Chars, Data, Kind, NO_KEY, Node, mark};
use crate::Syntax;
use diagnostics::Span;

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
    pub fn root(syntax: &'a Syntax) -> Option<Value<'a>> {
        (!syntax.tree.nodes.is_empty()).then_some(Value { syntax, index: 0 })
    }

    pub(super) fn node_of(syntax: &'a Syntax, index: usize) -> Value<'a> {
        Value {
            syntax,
            index: index as u32,
        }
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

    /// Its text as it is written; strings with their quotes.
    pub fn source(&self) -> &'a str {
        &self.syntax.source[self.span().range()]
    }

    /// TokenKind it is.
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

    pub(super) fn key_at(&self, key: u32) -> Key<'a> {
        let node = &self.syntax.tree.keys[key as usize];
        Key {
            text: self.chars(node.text),
            span: node.span,
        }
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

    /// A whole number that is not negative, where it is written as one.
    pub fn as_u64(&self) -> Option<u64> {
        self.number()?.parse().ok()
    }

    /// Whether broken text stands directly in this array or object, so that absence proves nothing.
    pub fn is_incomplete(&self) -> bool {
        matches!(
            self.node().data,
            Data::Array { broken: true, .. } | Data::Object { broken: true, .. }
        )
    }

    /// Number of elements, or of members with different names.
    pub fn len(&self) -> usize {
        match self.node().data {
            Data::Array { len, .. }
            | Data::Object {
                len,
                duplicates: false,
                ..
            } => len as usize,
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
        Children {
            syntax: self.syntax,
            next: self.index + 1,
            end: node.end,
        }
    }

    /// This child of `container` and those behind it.
    pub fn and_next(&self, container: Value<'a>) -> impl Iterator<Item = Value<'a>> + use<'a> {
        Children {
            syntax: self.syntax,
            next: self.index,
            end: container.node().end,
        }
    }

    /// The elements of an array, else nothing.
    pub fn elements(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let is_array = self.kind() == Kind::Array;
        self.children().filter(move |_| is_array)
    }

    /// The members of an object as `JSON.parse` sees them: of two with one name, the last. Else nothing.
    pub fn members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let shadowed = match self.node().data {
            Data::Object {
                duplicates: true, ..
            } => Some(self.shadowed()),
            _ => None,
        };
        self.all_members().filter(move |member| {
            shadowed
                .as_ref()
                .is_none_or(|all| !all.contains(&member.value.index))
        })
    }

    /// Every member in the order of the text, repeated names included.
    pub fn all_members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        self.children().filter_map(|value| {
            Some(Member {
                key: value.key()?,
                value,
            })
        })
    }

    fn shadowed(&self) -> HashSet<u32> {
        let mut last = HashMap::new();
        self.all_members()
            .filter_map(|member| last.insert(member.key.text, member.value.index))
            .collect()
    }

    /// The member called `name`, as `JSON.parse` sees it.
    pub fn member(&self, name: &str) -> Option<Member<'a>> {
        let Data::Object { duplicates, .. } = self.node().data else {
            return None;
        };
        let mark = mark(name.as_bytes());
        let children = self.children().filter(|value| value.node().mark == mark);
        let mut called = children.filter_map(|value| {
            Some(Member {
                key: value.key().filter(|key| key.text == name)?,
                value,
            })
        });
        if duplicates {
            called.last()
        } else {
            called.next()
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
        let value = (self.next < self.end).then_some(Value {
            syntax: self.syntax,
            index: self.next,
        })?;
        self.next = value.node().end;
        Some(value)
    }
}
