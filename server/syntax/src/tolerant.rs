//! The tolerant reader: the valid parts of broken text. The only user of tree-sitter in this crate.
//!
//! It must not guess: a value whose text is not certain is `Data::Broken`, and the array or object around it is marked,
//! so that nobody concludes anything from what is missing there.

mod recovered;
mod repair;

use tree_sitter::{Node, Parser, TreeCursor};

use self::repair::{Repaired, repair};
use super::token::Bracket;
use super::tree::{Builder, Chars, Data, Tree};
use diagnostics::Span;

/// What can be read of `source`; an empty tree where nothing can.
pub(super) fn read(source: &str) -> Tree {
    let Some(repaired) = repair(source, source.len()) else {
        return Tree::default();
    };
    // Most broken text is JSON once it is repaired: 1 MB takes 4 ms this way, and 100 ms with tree-sitter.
    recovered::read(source, &repaired)
        .or_else(|| parse(source, &repaired))
        .or_else(|| read_start(source, &repaired))
        .unwrap_or_default()
}

/// The tree of `source` up to the first token that is not expected.
fn read_start(source: &str, repaired: &Repaired) -> Option<Tree> {
    let repaired = repair(source, repaired.first_unexpected?)?;
    recovered::read(source, &repaired).or_else(|| parse(source, &repaired))
}

/// The trees of both readers, where the strict one can read the repaired text.
#[cfg(test)]
pub(super) fn both_ways(source: &str) -> Option<(Tree, Tree)> {
    let repaired = repair(source, source.len())?;
    Some((
        recovered::read(source, &repaired)?,
        parse(source, &repaired).unwrap_or_default(),
    ))
}

fn parse(source: &str, repaired: &Repaired) -> Option<Tree> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_json::LANGUAGE.into())
        .ok()?;
    let parsed = parser.parse(&repaired.text, None)?;
    let mut walk = Walk {
        source,
        repaired,
        builder: Builder::new(source),
        parents: Vec::new(),
        has_value: false,
    };
    walk.tree(&mut parsed.walk());
    if !walk.has_value {
        return None;
    }
    Some(walk.builder.finish())
}

/// The span of all characters between two bytes, which may be within characters in broken text.
fn whole_characters(source: &str, start: usize, end: usize) -> Span {
    Span::new(
        source.floor_char_boundary(start),
        source.ceil_char_boundary(end),
    )
}

struct Walk<'s> {
    source: &'s str,
    repaired: &'s Repaired,
    builder: Builder<'s>,
    /// The nodes around this one. (`Node::parent` would search from the root each time.)
    parents: Vec<Parent>,
    has_value: bool,
}

enum Parent {
    /// An ERROR node, and how many brackets are open among its children: pairs behind them belong to no known object.
    Error {
        open_brackets: usize,
    },
    Other,
}

impl Walk<'_> {
    fn tree(&mut self, cursor: &mut TreeCursor<'_>) {
        loop {
            if self.enter(cursor) {
                self.parents.push(if cursor.node().is_error() {
                    Parent::Error { open_brackets: 0 }
                } else {
                    Parent::Other
                });
                if cursor.goto_first_child() {
                    continue;
                }
                self.leave(cursor.node());
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                self.leave(cursor.node());
            }
        }
    }

    /// Reads a node. Returns whether to read its children too.
    fn enter(&mut self, cursor: &TreeCursor<'_>) -> bool {
        let node = cursor.node();
        match node.kind() {
            "document" => true,
            "ERROR" => self.error(),
            _ if node.is_missing() => {
                self.builder.mark_broken();
                false
            }
            "pair" if self.builder.in_object() && !self.is_behind_bracket() => self.pair(node),
            "pair" => false,
            "{" | "[" => {
                self.count_bracket(1);
                false
            }
            "}" | "]" => {
                self.count_bracket(-1);
                false
            }
            // Elsewhere it is a key, or in an ERROR.
            _ if self.builder.in_object() && cursor.field_name() != Some("value") => false,
            // Beside an ERROR, tree-sitter may take any value for the outermost one.
            _ if self.builder.depth() == 0 && node.start_byte() != self.repaired.root => false,
            _ => self.value(node),
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        self.parents.pop();
        if !matches!(node.kind(), "object" | "array") {
            return;
        }
        let (start, end) = (node.start_byte(), node.end_byte());
        let is_unclosed = end == start || self.repaired.is_inserted_bracket(end - 1);
        let is_outermost = self.builder.depth() == 1;
        if is_unclosed || is_outermost && self.repaired.continues {
            self.builder.mark_broken();
        }
        self.builder.close(self.source.ceil_char_boundary(end));
    }

    /// Text that is not JSON for tree-sitter. Pairs in it are members of the object around it.
    fn error(&mut self) -> bool {
        self.builder.mark_broken();
        self.builder.in_object() && !matches!(self.parents.last(), Some(Parent::Error { .. }))
    }

    fn is_behind_bracket(&self) -> bool {
        matches!(
            self.parents.last(),
            Some(Parent::Error { open_brackets: 1.. })
        )
    }

    fn count_bracket(&mut self, step: isize) {
        if let Some(Parent::Error { open_brackets }) = self.parents.last_mut() {
            *open_brackets = open_brackets.saturating_add_signed(step);
        }
    }

    /// One member. Returns whether its value can be read next.
    fn pair(&mut self, node: Node<'_>) -> bool {
        let Some(key) = node.child_by_field_name("key") else {
            self.builder.mark_broken();
            return false;
        };
        if !self.is_known_string(key) {
            self.builder.mark_broken();
            return false;
        }
        let escaped = self.is_escaped(key);
        self.builder
            .key(Span::new(key.start_byte(), key.end_byte()), escaped);
        let mut children = node.walk();
        let is_valid = node
            .children(&mut children)
            .all(|child| !child.is_missing() && !child.is_error());
        if is_valid && node.child_by_field_name("value").is_some() {
            return true;
        }
        self.broken(whole_characters(
            self.source,
            key.end_byte(),
            key.end_byte(),
        ));
        false
    }

    /// One value. Returns whether it is an array or object, whose children are read next.
    fn value(&mut self, node: Node<'_>) -> bool {
        self.has_value = true;
        let bracket = match node.kind() {
            "object" => Some(Bracket::Brace),
            "array" => Some(Bracket::Square),
            _ => None,
        };
        if let Some(bracket) = bracket {
            self.builder.open(node.start_byte(), bracket);
            return true;
        }
        self.scalar(node);
        false
    }

    fn scalar(&mut self, node: Node<'_>) {
        let span = whole_characters(self.source, node.start_byte(), node.end_byte());
        let data = match node.kind() {
            _ if self.repaired.is_opaque(node.start_byte()) => return self.broken(span),
            "null" => Data::Null,
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            "number" => Data::Number(Chars::Source),
            "string" if self.is_known_string(node) => {
                let escaped = self.is_escaped(node);
                return self.builder.string(span, escaped);
            }
            "string" => return self.broken(span),
            punctuation => {
                debug_assert!(matches!(punctuation, "," | ":"), "{punctuation}");
                return;
            }
        };
        self.builder.leaf(span, data);
    }

    fn broken(&mut self, span: Span) {
        self.builder.leaf(span, Data::Broken);
        self.builder.mark_broken();
    }

    /// Whether it is a string of the source: tree-sitter may also take the text between two strings for one.
    fn is_known_string(&self, node: Node<'_>) -> bool {
        let start = node.start_byte();
        node.kind() == "string"
            && !node.has_error()
            && self.repaired.is_string(start)
            && !self.repaired.is_opaque(start)
    }

    fn is_escaped(&self, string: Node<'_>) -> bool {
        self.source[string.byte_range()].contains('\\')
    }
}
