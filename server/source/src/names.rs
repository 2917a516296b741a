//! What each name means: the binding that it refers to, or a global.

use std::collections::HashMap;

use crate::kind::{Field, Kind};
use crate::pattern::{PatternUse, position};
use crate::scope::{Binding, BindingId, Scope, Scopes, Write};
use crate::tree::{Id, Tree};

/// How a name is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// As a value.
    Use,
    /// The tag of an element.
    Tag,
    Write(Write),
    Declaration,
    /// Not a name of a variable.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    Binding(BindingId),
    Global,
    /// Not a name of a variable, or its declaration.
    None,
}

/// The bindings of a file, and the meaning of each name.
pub(crate) struct Names {
    pub(crate) bindings: Vec<Binding>,
    meanings: Vec<Meaning>,
}

impl Names {
    pub(crate) fn read(tree: &Tree<'_>, scopes: Scopes) -> Names {
        let mut reader = Reader {
            tree,
            scopes: &scopes.scopes,
            names: Names {
                bindings: scopes.bindings,
                meanings: vec![Meaning::None; tree.len()],
            },
            next: 0,
            open: Vec::new(),
            visible: HashMap::new(),
        };
        for id in tree.ids() {
            reader.leave(id);
            reader.enter(id);
            reader.resolve(id);
        }
        reader.names
    }

    pub(crate) fn meaning(&self, id: Id) -> Meaning {
        self.meanings
            .get(id.index())
            .copied()
            .unwrap_or(Meaning::None)
    }

    /// The binding that a name declares. Bindings are in the order of the text.
    pub(crate) fn declared(&self, name: Id) -> Option<&Binding> {
        let found = self
            .bindings
            .binary_search_by_key(&name, |binding| binding.name);
        self.bindings.get(found.ok()?)
    }

    pub(crate) fn binding(&self, id: Id) -> Option<&Binding> {
        match self.meaning(id) {
            Meaning::Binding(binding) => self.bindings.get(binding),
            _ => None,
        }
    }
}

struct Reader<'r, 't> {
    tree: &'r Tree<'t>,
    scopes: &'r [Scope],
    names: Names,
    /// The next scope that is not open yet.
    next: usize,
    open: Vec<usize>,
    /// The bindings of each name that are visible, the innermost last.
    visible: HashMap<&'t str, Vec<BindingId>>,
}

impl Reader<'_, '_> {
    fn leave(&mut self, id: Id) {
        while let Some(scope) = self.open.last()
            && let Some(scope) = self.scopes.get(*scope)
            && self.tree.node(scope.node).end <= id
        {
            for binding in &scope.bindings {
                if let Some(name) = self.name_of(*binding)
                    && let Some(visible) = self.visible.get_mut(name)
                {
                    visible.pop();
                }
            }
            self.open.pop();
        }
    }

    fn enter(&mut self, id: Id) {
        let Some(scope) = self.scopes.get(self.next) else {
            return;
        };
        if scope.node != id {
            return;
        }
        for binding in &scope.bindings {
            if let Some(name) = self.name_of(*binding) {
                self.visible.entry(name).or_default().push(*binding);
            }
        }
        self.open.push(self.next);
        self.next += 1;
    }

    fn resolve(&mut self, id: Id) {
        let role = role(self.tree, id);
        if matches!(role, Role::Declaration | Role::Other) {
            return;
        }
        let name = self.tree.slice(id);
        let binding = self.visible.get(name).and_then(|visible| visible.last());
        if let Some(meaning) = self.names.meanings.get_mut(id.index()) {
            *meaning = binding.map_or(Meaning::Global, |binding| Meaning::Binding(*binding));
        }
        if let Role::Write(write) = role
            && let Some(binding) = binding
            && let Some(binding) = self.names.bindings.get_mut(*binding)
        {
            binding.writes.push(write);
        }
    }
}

impl<'t> Reader<'_, 't> {
    fn name_of(&self, binding: BindingId) -> Option<&'t str> {
        let binding = self.names.bindings.get(binding)?;
        Some(self.tree.slice(binding.name))
    }
}

/// How a node is used as a name.
pub(crate) fn role(tree: &Tree<'_>, id: Id) -> Role {
    match tree.kind(id) {
        Kind::ShorthandProperty => Role::Use,
        Kind::ShorthandPattern => role_in_pattern(tree, id),
        Kind::Identifier => role_of_identifier(tree, id),
        _ => Role::Other,
    }
}

fn role_of_identifier(tree: &Tree<'_>, id: Id) -> Role {
    let parent = tree.parent(id);
    match (tree.kind(parent), tree.node(id).field) {
        (
            Kind::Function | Kind::FunctionDeclaration | Kind::FunctionSignature | Kind::Enum,
            Field::Name,
        )
        | (Kind::ImportClause | Kind::NamespaceImport | Kind::ImportRequire, _)
        | (Kind::ImportSpecifier | Kind::Module, _) => Role::Declaration,
        (Kind::ImportAlias | Kind::NestedName | Kind::NamespaceExport, _)
        | (Kind::JsxNamespaceName, _)
        | (Kind::ExportSpecifier, Field::Alias) => Role::Other,
        (Kind::ExportSpecifier, _) => role_of_export(tree, parent),
        (Kind::JsxOpening | Kind::JsxSelfClosing, Field::Name) => Role::Tag,
        (Kind::Update, _) => Role::Write(Write::Unknown),
        (Kind::Assignment, Field::Left) => match tree.child(parent, Field::Right) {
            Some(value) => Role::Write(Write::Value(value)),
            None => Role::Write(Write::Unknown),
        },
        (Kind::AugmentedAssignment, Field::Left) => Role::Write(augmented(tree, parent)),
        (
            Kind::Declarator
            | Kind::Parameter
            | Kind::Arrow
            | Kind::Catch
            | Kind::ForIn
            | Kind::PairPattern
            | Kind::ArrayPattern
            | Kind::RestPattern
            | Kind::AssignmentPattern
            | Kind::ObjectAssignmentPattern,
            _,
        ) => role_in_pattern(tree, id),
        _ => Role::Use,
    }
}

/// `export { name }` uses a variable of the file, `export { name } from` does not.
fn role_of_export(tree: &Tree<'_>, specifier: Id) -> Role {
    let mut node = specifier;
    for _ in 0..3 {
        node = tree.parent(node);
        if tree.kind(node) == Kind::Export {
            return match tree.child(node, Field::Source) {
                Some(_) => Role::Other,
                None => Role::Use,
            };
        }
    }
    Role::Use
}

fn role_in_pattern(tree: &Tree<'_>, id: Id) -> Role {
    match position(tree, id) {
        Some(position) => match position.usage {
            PatternUse::Assignment(_) => Role::Write(Write::Unknown),
            _ => Role::Declaration,
        },
        None => Role::Use,
    }
}

fn augmented(tree: &Tree<'_>, assignment: Id) -> Write {
    let operator = tree.child(assignment, Field::Operator);
    let value = tree.child(assignment, Field::Right);
    match (operator.map(|operator| tree.kind(operator)), value) {
        (Some(Kind::PlusAssign), Some(_)) => Write::Append,
        (Some(Kind::NullishAssign | Kind::OrAssign), Some(value)) => Write::Value(value),
        _ => Write::Unknown,
    }
}
