//! The tolerant reader: what is healthy in broken text. The only user of tree-sitter.
//!
//! It must not guess: a value whose text is not certain is `Data::Broken`, and the array or object around it is marked,
//! so that nobody concludes anything from what is absent there.

mod recovered;
mod repair;

use tree_sitter::{Node, Parser, TreeCursor};

use self::repair::{Repaired, repair};
use super::tree::{Builder, Chars, Data, Tree};
use diagnostics::Span;

/// TokenKind can be read of `source`; an empty tree where nothing can.
pub(super) fn read(source: &str) -> Tree {
    let Some(repaired) = repair(source, source.len()) else {
        return Tree::default();
    };
    // Most errors leave JSON behind once they are mended: 1 MB takes 4 ms so, and 100 ms with tree-sitter.
    recovered::read(source, &repaired)
        .or_else(|| by_grammar(source, &repaired))
        .unwrap_or_default()
}

fn by_grammar(source: &str, repaired: &Repaired) -> Option<Tree> {
    // TokenKind tree-sitter makes no sense of at all is read once more, up to the first token in doubt.
    parse(source, repaired).or_else(|| {
        let repaired = repair(source, repaired.doubt?)?;
        recovered::read(source, &repaired).or_else(|| parse(source, &repaired))
    })
}

/// Both ways to read what `repair` makes of `source`, where the quicker one can.
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
        above: Vec::new(),
        found: false,
    };
    walk.tree(&mut parsed.walk());
    walk.found.then(|| walk.builder.finish())
}

struct Walk<'s> {
    source: &'s str,
    repaired: &'s Repaired,
    builder: Builder<'s>,
    /// For each node above, if it is an ERROR, how many brackets are open among its children: the pairs behind them
    /// belong to no object that is known. (`Node::parent` would search from the root each time.)
    above: Vec<Option<usize>>,
    /// Whether there is any value.
    found: bool,
}

impl Walk<'_> {
    fn tree(&mut self, cursor: &mut TreeCursor<'_>) {
        loop {
            if self.enter(cursor) {
                self.above.push(cursor.node().is_error().then_some(0));
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

    /// Reads a node. True where its children are to be read too.
    fn enter(&mut self, cursor: &TreeCursor<'_>) -> bool {
        let node = cursor.node();
        match node.kind() {
            "document" => true,
            "ERROR" => self.error(),
            _ if node.is_missing() => {
                self.builder.mark_broken();
                false
            }
            "pair" => self.builder.in_object() && self.nested() == 0 && self.pair(node),
            "{" | "[" => self.nest(1),
            "}" | "]" => self.nest(-1),
            // Elsewhere it is a key, or stands in an ERROR.
            _ if self.builder.in_object() && cursor.field_name() != Some("value") => false,
            // Beside an ERROR, tree-sitter may take any value for the outermost one.
            _ if self.builder.depth() == 0 && node.start_byte() != self.repaired.root => false,
            _ => self.value(node),
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        self.above.pop();
        if !matches!(node.kind(), "object" | "array") {
            return;
        }
        let (start, end) = (node.start_byte(), node.end_byte());
        let unclosed = end == start || self.repaired.closed.binary_search(&(end - 1)).is_ok();
        let outermost = self.builder.depth() == 1;
        if unclosed || outermost && self.repaired.continues {
            self.builder.mark_broken();
        }
        self.builder.close(end.min(self.source.len()));
    }

    /// Text that tree-sitter could make no sense of. Pairs in it are members of the object around it.
    fn error(&mut self) -> bool {
        self.builder.mark_broken();
        self.builder.in_object() && !matches!(self.above.last(), Some(Some(_)))
    }

    fn nested(&self) -> usize {
        self.above.last().copied().flatten().unwrap_or(0)
    }

    fn nest(&mut self, step: isize) -> bool {
        if let Some(Some(nested)) = self.above.last_mut() {
            *nested = nested.saturating_add_signed(step);
        }
        false
    }

    /// One member. Its value is read next, unless there is none.
    fn pair(&mut self, node: Node<'_>) -> bool {
        let Some(key) = node
            .child_by_field_name("key")
            .filter(|key| self.is_known_string(*key))
        else {
            self.builder.mark_broken();
            return false;
        };
        let chars = self.chars(key);
        self.builder
            .key(Span::new(key.start_byte(), key.end_byte()), chars);
        let mut children = node.walk();
        let healthy = node
            .children(&mut children)
            .all(|child| !child.is_missing() && !child.is_error());
        let value = node.child_by_field_name("value").filter(|_| healthy);
        if value.is_none() {
            self.broken(Span::new(key.end_byte(), key.end_byte()));
        }
        value.is_some()
    }

    /// One value. True for an array or object.
    fn value(&mut self, node: Node<'_>) -> bool {
        self.found = true;
        let span = Span::new(node.start_byte(), node.end_byte().min(self.source.len()));
        let data = match node.kind() {
            "object" | "array" => {
                let object = node.kind() == "object";
                let data = if object {
                    Data::Object {
                        len: 0,
                        broken: false,
                        duplicates: false,
                    }
                } else {
                    Data::Array {
                        len: 0,
                        broken: false,
                    }
                };
                self.builder.open(node.start_byte(), data);
                return true;
            }
            _ if self
                .repaired
                .opaque
                .binary_search(&node.start_byte())
                .is_ok() =>
            {
                return self.broken(span);
            }
            "null" => Data::Null,
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            "number" => Data::Number(Chars::Source(span)),
            "string" if self.is_known_string(node) => Data::String(self.chars(node)),
            "string" => return self.broken(span),
            punctuation => {
                debug_assert!(matches!(punctuation, "," | ":"), "{punctuation}");
                return false;
            }
        };
        self.builder.leaf(span, data);
        false
    }

    fn broken(&mut self, span: Span) -> bool {
        self.builder.leaf(span, Data::Broken);
        self.builder.mark_broken();
        false
    }

    /// tree-sitter may also take the text between two strings for one.
    fn is_known_string(&self, node: Node<'_>) -> bool {
        let begins = self
            .repaired
            .strings
            .binary_search(&node.start_byte())
            .is_ok();
        let opaque = self
            .repaired
            .opaque
            .binary_search(&node.start_byte())
            .is_ok();
        node.kind() == "string" && begins && !node.has_error() && !opaque
    }

    fn chars(&mut self, string: Node<'_>) -> Chars {
        let span = Span::new(string.start_byte(), string.end_byte());
        let escaped = self.source[span.range()].contains('\\');
        self.builder.chars(span, escaped)
    }
}
