//! The syntax tree as a list of nodes in the order of the text. It has what the reader looks at: no punctuation, comments or
//! types. All passes over it are loops, and each node knows its parent and where its subtree ends.

use diagnostics::Span;
use tree_sitter::TreeCursor;

use crate::grammar::{GRAMMAR, Grammar};
use crate::kind::{Field, Kind};

/// The index of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Id(u32);

impl Id {
    pub(crate) const ROOT: Id = Id(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    fn at(index: usize) -> Id {
        Id(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// Its role in its parent.
    pub(crate) field: Field,
    pub(crate) span: Span,
    /// The root is its own parent.
    pub(crate) parent: Id,
    /// The first node after its subtree.
    pub(crate) end: Id,
}

/// What an index beyond the list means.
const NOTHING: Node = Node {
    kind: Kind::Other,
    field: Field::None,
    span: Span { start: 0, end: 0 },
    parent: Id::ROOT,
    end: Id::ROOT,
};

pub(crate) struct Tree<'t> {
    pub(crate) text: &'t str,
    nodes: Vec<Node>,
}

impl<'t> Tree<'t> {
    pub(crate) fn new(text: &'t str, parsed: &tree_sitter::Tree) -> Tree<'t> {
        let mut builder = Builder {
            grammar: &GRAMMAR,
            tree: Tree {
                text,
                nodes: Vec::with_capacity(text.len() / 8),
            },
            open: Vec::new(),
        };
        builder.read(&mut parsed.walk());
        builder.tree
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes in the order of the text.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Id> + use<> {
        (0..self.nodes.len()).map(Id::at)
    }

    pub(crate) fn node(&self, id: Id) -> &Node {
        self.nodes.get(id.index()).unwrap_or(&NOTHING)
    }

    pub(crate) fn kind(&self, id: Id) -> Kind {
        self.node(id).kind
    }

    pub(crate) fn span(&self, id: Id) -> Span {
        self.node(id).span
    }

    pub(crate) fn parent(&self, id: Id) -> Id {
        self.node(id).parent
    }

    pub(crate) fn slice(&self, id: Id) -> &'t str {
        self.text_of(self.span(id))
    }

    pub(crate) fn text_of(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    pub(crate) fn children(&self, id: Id) -> Children<'_> {
        Children {
            nodes: &self.nodes,
            next: Id(id.0.saturating_add(1)),
            end: self.node(id).end,
        }
    }

    /// The nodes of a subtree, without its root.
    pub(crate) fn descendants(&self, id: Id) -> impl Iterator<Item = Id> + use<> {
        (id.0.saturating_add(1)..self.node(id).end.0).map(Id)
    }

    pub(crate) fn first_child(&self, id: Id) -> Option<Id> {
        self.children(id).next()
    }

    pub(crate) fn child(&self, id: Id, field: Field) -> Option<Id> {
        self.children(id)
            .find(|child| self.node(*child).field == field)
    }

    pub(crate) fn child_of_kind(&self, id: Id, kind: Kind) -> Option<Id> {
        self.children(id).find(|child| self.kind(*child) == kind)
    }

    pub(crate) fn is(&self, id: Id, field: Field, parent: Kind) -> bool {
        self.node(id).field == field && self.kind(self.parent(id)) == parent
    }
}

pub(crate) struct Children<'n> {
    nodes: &'n [Node],
    next: Id,
    end: Id,
}

impl Iterator for Children<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        if self.next >= self.end {
            return None;
        }
        let child = self.next;
        self.next = self.nodes.get(child.index())?.end;
        Some(child)
    }
}

struct Builder<'t> {
    grammar: &'static Grammar,
    tree: Tree<'t>,
    /// The nodes in which the cursor is.
    open: Vec<Id>,
}

impl Builder<'_> {
    fn read(&mut self, cursor: &mut TreeCursor<'_>) {
        loop {
            if self.enter(cursor) && cursor.goto_first_child() {
                continue;
            }
            self.close();
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                self.close();
            }
        }
    }

    /// Adds the node of the cursor. Returns whether its children matter.
    fn enter(&mut self, cursor: &TreeCursor<'_>) -> bool {
        let node = cursor.node();
        let kind = self.grammar.kind(node.kind_id());
        let range = node.byte_range();
        // The parser inserts tokens without text where it recovers.
        let is_inserted = range.is_empty() && !self.open.is_empty();
        let id = Id::at(self.tree.nodes.len());
        self.open.push(id);
        if kind == Kind::Skipped || is_inserted {
            return false;
        }
        let parent = self.parent();
        let field = if self.tree.kind(parent).has_fields() {
            cursor
                .field_id()
                .map_or(Field::None, |id| self.grammar.field(id.get()))
        } else {
            Field::None
        };
        self.tree.nodes.push(Node {
            kind,
            field,
            span: self.whole_characters(range),
            parent,
            end: id,
        });
        !kind.is_leaf()
    }

    /// The innermost open node around the last one.
    fn parent(&self) -> Id {
        match self.open.as_slice() {
            [.., parent, _] => *parent,
            _ => Id::ROOT,
        }
    }

    /// Ends the innermost open node. One that was not added has the index of the next node, and nothing to end.
    fn close(&mut self) {
        let end = Id::at(self.tree.nodes.len());
        if let Some(id) = self.open.pop()
            && let Some(node) = self.tree.nodes.get_mut(id.index())
        {
            node.end = end;
        }
    }

    /// A token of broken text may begin or end within a character.
    fn whole_characters(&self, range: std::ops::Range<usize>) -> Span {
        let text = self.tree.text;
        Span::new(
            text.floor_char_boundary(range.start),
            text.ceil_char_boundary(range.end),
        )
    }
}
