//! The tree as an arena: nodes in the order of the text, each with the index where its subtree ends. Dropping, cloning and
//! comparing it never recurses, so no nesting can exhaust the stack.

mod builder;
mod value;

pub(super) use builder::Builder;
pub use value::{Key, Member, Value};

use std::num::NonZeroU32;

use super::Syntax;
use diagnostics::Span;

/// Characters of a string or number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chars {
    /// Those of the source.
    Source,
    /// Number in `decoded`, counted from 1.
    Decoded(NonZeroU32),
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

/// One value. With 36 bytes, and the keys in a list of their own, parsing takes 8 % more instructions.
#[derive(Clone, Copy, Debug)]
struct Node {
    span: Span,
    /// The key with its quotes, or `NO_KEY`.
    key: Span,
    /// 0 without a key.
    key_hash: u32,
    /// Index after the last node of this subtree.
    end: u32,
    data: Data,
}

const _: () = assert!(size_of::<Node>() == 32);

/// Quotes are never empty.
const NO_KEY: Span = Span { start: 0, end: 0 };

impl Node {
    fn has_key(&self) -> bool {
        self.key.end != NO_KEY.end
    }
}

/// A hash of a key: its length with its first and last byte, which differ for nearly all keys. Rules look up members all the
/// time, and comparing hashes before keys takes half the instructions (147 instead of 294 for a lookup in a typical
/// component).
pub const fn key_hash(name: &[u8]) -> u32 {
    let (Some(first), Some(last)) = (name.first(), name.last()) else {
        return 0;
    };
    (name.len() as u32) << 16 | (*first as u32) << 8 | *last as u32
}

/// The last byte of the key with this hash; 0 for an empty key.
fn last_byte(key_hash: u32) -> u8 {
    key_hash.to_le_bytes()[0]
}

#[derive(Clone, Default, Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    decoded: Vec<Box<str>>,
    /// Keys with escapes, with the nodes of their values, in the order of the text. Hardly any text has one.
    decoded_keys: Vec<(u32, Box<str>)>,
    /// The nodes of members with the same key: the first and the repeated one.
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
        let syntax = root.syntax();
        syntax.tree.duplicates.iter().filter_map(|&(first, again)| {
            let [first, again] =
                [first, again].map(|index| Value::node_of(syntax, index as usize).key());
            Some((first?, again?))
        })
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
        let before = self.decoded.len() as u32;
        self.decoded.push(text.into_boxed_str());
        Chars::Decoded(NonZeroU32::MIN.saturating_add(before))
    }

    /// The characters of a string or number, which are at `span` of the source.
    #[inline]
    fn chars<'t>(&'t self, source: &'t str, span: Span, chars: Chars) -> &'t str {
        match chars {
            Chars::Source => &source[span.range()],
            Chars::Decoded(number) => &self.decoded[number.get() as usize - 1],
        }
    }

    /// The decoded key of the node at `index`, which has one.
    #[inline]
    fn key<'t>(&'t self, source: &'t str, index: u32) -> &'t str {
        match self.decoded_key(index) {
            Some(decoded) => decoded,
            None => &source[self.nodes[index as usize].key.inside().range()],
        }
    }

    /// As `key`, without a look for character boundaries.
    #[inline]
    fn key_bytes<'t>(&'t self, source: &'t str, index: u32) -> &'t [u8] {
        match self.decoded_key(index) {
            Some(decoded) => decoded.as_bytes(),
            None => &source.as_bytes()[self.nodes[index as usize].key.inside().range()],
        }
    }

    #[inline]
    fn decoded_key(&self, index: u32) -> Option<&str> {
        if self.decoded_keys.is_empty() {
            return None;
        }
        let found = self.decoded_keys.binary_search_by_key(&index, |key| key.0);
        Some(&self.decoded_keys[found.ok()?].1)
    }

    /// The nodes whose key ends with a byte that is `wanted`. Every node of every file is looked at, by a loop over the nodes
    /// and not over values: 1 instead of 2 % of the instructions of a run over 100 projects.
    pub(super) fn by_last_byte_of_key(
        &self,
        wanted: &'static [bool; 256],
    ) -> impl Iterator<Item = usize> {
        let end = self.nodes.first().map_or(0, |root| root.end as usize);
        let nodes = self.nodes[..end].iter().enumerate();
        nodes.filter_map(|(index, node)| {
            if node.has_key() && wanted[usize::from(last_byte(node.key_hash))] {
                Some(index)
            } else {
                None
            }
        })
    }

    pub(super) fn of_string(string: &str) -> Tree {
        let mut builder = Builder::new("");
        builder.decoded_string(Span::default(), string.to_owned());
        builder.finish()
    }
}
