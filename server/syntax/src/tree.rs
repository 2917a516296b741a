//! The tree as an arena: nodes in the order of the text, each with the index where its subtree ends. Dropping, cloning and
//! comparing it never recurses, so no nesting can exhaust the stack.

mod builder;
mod value;

pub(super) use builder::Builder;
pub use value::{Key, Member, Value};

use super::Syntax;
use diagnostics::Span;

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
    Array {
        len: u32,
        broken: bool,
    },
    Object {
        len: u32,
        broken: bool,
        duplicates: bool,
    },
    Broken,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    span: Span,
    /// Index after the last node of this subtree.
    end: u32,
    /// Index into `keys`, or `NO_KEY`.
    key: u32,
    /// 0 without a key.
    key_hash: u32,
    data: Data,
}

const NO_KEY: u32 = u32::MAX;

/// A hash of a key: its length with its first and last byte, which differ for nearly all keys. Rules look up members all the
/// time, and comparing hashes before keys takes half the instructions (147 instead of 294 for a lookup in a typical
/// component).
pub const fn key_hash(name: &[u8]) -> u32 {
    let (Some(first), Some(last)) = (name.first(), name.last()) else {
        return 0;
    };
    (name.len() as u32) << 16 | (*first as u32) << 8 | *last as u32
}

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

/// The type of a value.
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
    /// Text that is not a value, or a value that cannot be known (a placeholder without a profile).
    Unknown,
}

/// What a string is read as instead, see [`Syntax::with_strings_replaced`].
#[derive(Clone, PartialEq, Debug)]
pub enum Replacement {
    /// A string.
    String(String),
    /// A number, as it is written.
    Number(String),
    /// A boolean.
    Bool(bool),
    /// A value that cannot be known.
    Unknown,
}

pub(super) fn duplicate_keys(syntax: &Syntax) -> impl Iterator<Item = (Key<'_>, Key<'_>)> {
    syntax.root().into_iter().flat_map(|root| {
        let pairs = &root.syntax().tree.duplicates;
        pairs
            .iter()
            .map(move |&(first, again)| (root.key_at(first), root.key_at(again)))
    })
}

pub(super) fn replace_strings(
    syntax: &Syntax,
    mut replace: impl FnMut(Value<'_>) -> Option<Replacement>,
) -> Tree {
    let mut tree = syntax.tree.clone();
    for index in 0..tree.nodes.len() {
        if !matches!(tree.nodes[index].data, Data::String(_)) {
            continue;
        }
        let replacement = replace(Value::node_of(syntax, index));
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
        builder.finish()
    }
}
