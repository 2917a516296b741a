//! One node of a tree: the view that the other crates have of a text.

use std::collections::{HashMap, HashSet};

use super::{Chars, Data, Kind, Node, key_hash};
use crate::Syntax;
use diagnostics::Span;

/// One value of a text; a reference.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    syntax: &'a Syntax,
    index: u32,
}

/// The key of an object's member.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The decoded string.
    pub text: &'a str,
    /// Includes the quotes.
    pub span: Span,
}

/// One member of an object.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    pub key: Key<'a>,
    pub value: Value<'a>,
}

impl<'a> Value<'a> {
    pub fn root(syntax: &'a Syntax) -> Option<Value<'a>> {
        if syntax.tree.nodes.is_empty() {
            return None;
        }
        Some(Value { syntax, index: 0 })
    }

    /// The value whose [`Value::index`] it is.
    pub fn node_of(syntax: &'a Syntax, index: usize) -> Value<'a> {
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

    /// The number of this value in the order of the text.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The value of a text with this number.
    pub fn numbered(syntax: &'a Syntax, index: u32) -> Value<'a> {
        Value { syntax, index }
    }

    /// Where it is; strings with their quotes.
    pub fn span(&self) -> Span {
        self.node().span
    }

    /// Its source text; strings with their quotes.
    pub fn source(&self) -> &'a str {
        &self.syntax.source[self.span().range()]
    }

    /// The type of the value.
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

    /// Its key, if it is the value of a member.
    pub fn key(&self) -> Option<Key<'a>> {
        let node = self.node();
        if !node.has_key() {
            return None;
        }
        Some(Key {
            text: self.syntax.tree.key(&self.syntax.source, self.index),
            span: node.key,
        })
    }

    /// The bytes of its key, without the look for character boundaries that a text requires; empty without a key.
    #[inline]
    pub fn key_bytes(&self) -> &'a [u8] {
        if !self.node().has_key() {
            return &[];
        }
        self.syntax.tree.key_bytes(&self.syntax.source, self.index)
    }

    /// The [`key_hash`] of its key; 0 without one.
    pub fn key_hash(&self) -> u32 {
        self.node().key_hash
    }

    fn chars(&self, span: Span, chars: Chars) -> &'a str {
        self.syntax.tree.chars(&self.syntax.source, span, chars)
    }

    /// The decoded string; an unpaired surrogate is read as U+FFFD.
    pub fn as_str(&self) -> Option<&'a str> {
        let node = self.node();
        match node.data {
            Data::String(chars) => Some(self.chars(node.span.inside(), chars)),
            _ => None,
        }
    }

    /// The source text of a number.
    pub fn number(&self) -> Option<&'a str> {
        let node = self.node();
        match node.data {
            Data::Number(chars) => Some(self.chars(node.span, chars)),
            _ => None,
        }
    }

    /// A number that is written as a non-negative integer.
    pub fn as_u64(&self) -> Option<u64> {
        self.number()?.parse().ok()
    }

    /// Whether this array or object has broken text directly in it, so that absence proves nothing.
    pub fn is_incomplete(&self) -> bool {
        matches!(
            self.node().data,
            Data::Array { broken: true, .. } | Data::Object { broken: true, .. }
        )
    }

    /// The number of elements, or of members with different keys.
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

    /// This child of `container` and its next siblings.
    pub fn and_next(&self, container: Value<'a>) -> impl Iterator<Item = Value<'a>> + use<'a> {
        Children {
            syntax: self.syntax,
            next: self.index,
            end: container.node().end,
        }
    }

    /// The elements of an array; nothing for other values.
    pub fn elements(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let node = self.node();
        let end = match node.data {
            Data::Array { .. } => node.end,
            _ => self.index,
        };
        Children {
            syntax: self.syntax,
            next: self.index + 1,
            end,
        }
    }

    /// The members of an object as `JSON.parse` reads them: of two with the same key, the last. Nothing for other values.
    pub fn members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        self.properties().filter_map(Value::as_member)
    }

    /// The values of these members. Their keys are not looked at, which takes half of the instructions.
    #[inline]
    pub fn properties(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let shadowed = match self.node().data {
            Data::Object {
                duplicates: true, ..
            } => Some(self.shadowed()),
            _ => None,
        };
        self.children().filter(move |value| {
            value.node().has_key()
                && shadowed
                    .as_ref()
                    .is_none_or(|all| !all.contains(&value.index))
        })
    }

    /// Every member in the order of the text, repeated keys included.
    pub fn all_members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        self.children().filter_map(Value::as_member)
    }

    /// The member that this is the value of.
    pub fn as_member(self) -> Option<Member<'a>> {
        Some(Member {
            key: self.key()?,
            value: self,
        })
    }

    /// The values whose key is repeated later.
    fn shadowed(&self) -> HashSet<u32> {
        let mut last = HashMap::new();
        let mut shadowed = HashSet::new();
        for member in self.all_members() {
            if let Some(earlier) = last.insert(member.key.text, member.value.index) {
                shadowed.insert(earlier);
            }
        }
        shadowed
    }

    /// The member called `name`, as `JSON.parse` reads it.
    pub fn member(&self, name: &str) -> Option<Member<'a>> {
        self.get(name)?.as_member()
    }

    /// The value of the member called `name`. Inlined, so that the hash of a constant name is a constant.
    #[inline]
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.find(name, key_hash(name.as_bytes()))
    }

    fn find(&self, name: &str, key_hash: u32) -> Option<Value<'a>> {
        let tree = &self.syntax.tree;
        let node = self.node();
        let Data::Object { duplicates, .. } = node.data else {
            return None;
        };
        let mut found = None;
        let mut next = self.index + 1;
        // A loop over the nodes, not over `children`: a lookup takes 122 instead of 183 instructions, and all lookups take 5 %.
        while next < node.end {
            let child = &tree.nodes[next as usize];
            if child.key_hash == key_hash
                && child.has_key()
                && tree.key_bytes(&self.syntax.source, next) == name.as_bytes()
            {
                found = Some(Value {
                    syntax: self.syntax,
                    index: next,
                });
                if !duplicates {
                    break;
                }
            }
            next = child.end;
        }
        found
    }

    /// The value at a path of keys.
    #[inline]
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

    #[inline]
    fn next(&mut self) -> Option<Value<'a>> {
        if self.next >= self.end {
            return None;
        }
        let value = Value {
            syntax: self.syntax,
            index: self.next,
        };
        self.next = value.node().end;
        Some(value)
    }
}
