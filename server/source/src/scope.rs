//! Scopes, and the names that they bind. All bindings of a scope are known before the names in it are resolved, since
//! functions and variables can be used before their declaration.

mod source;

use std::collections::HashMap;

use crate::kind::{Field, Kind};
use crate::pattern::{PatternUse, position};
use crate::tree::{Id, Tree};

/// The index of a binding.
pub(crate) type BindingId = usize;

/// A name that a scope binds.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) name: Id,
    pub(crate) source: Source,
    /// Values that are assigned later, also by further declarations of the same name.
    pub(crate) writes: Vec<Write>,
}

/// Where the first value of a binding comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Source {
    /// `const name = value`; the keys of `const { key: name = default } = value`.
    Value {
        value: Id,
        keys: Vec<Id>,
        default: Option<Id>,
    },
    /// `let name`
    Uninitialized,
    /// A parameter; the keys as those of a value. `parameter` is the whole parameter, or the arrow function if the name is
    /// all that there is.
    Parameter {
        parameter: Id,
        keys: Vec<Id>,
        default: Option<Id>,
    },
    Import {
        /// The string with the specifier.
        specifier: Id,
        name: ImportedAs,
    },
    Function(Id),
    Class(Id),
    Enum(Id),
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ImportedAs {
    Whole,
    Default,
    Named(Id),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Write {
    Value(Id),
    /// `name += value`
    Append,
    Unknown,
}

/// A node with names of its own, and which names.
pub(crate) struct Scope {
    pub(crate) node: Id,
    pub(crate) bindings: Vec<BindingId>,
}

/// The scopes in the order of the text.
pub(crate) struct Scopes {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) bindings: Vec<Binding>,
}

pub(crate) fn read(tree: &Tree<'_>) -> Scopes {
    let mut reader = Reader {
        tree,
        found: Scopes {
            scopes: Vec::new(),
            bindings: Vec::new(),
        },
        open: Vec::new(),
        by_name: HashMap::new(),
    };
    for id in tree.ids() {
        reader.leave(id);
        reader.enter(id);
        reader.declare(id);
    }
    reader.found
}

/// Whether a node has names of its own.
pub(crate) fn is_scope(tree: &Tree<'_>, id: Id) -> bool {
    let kind = tree.kind(id);
    id == Id::ROOT
        || kind.is_function()
        || matches!(
            kind,
            Kind::Class
                | Kind::StaticBlock
                | Kind::Block
                | Kind::For
                | Kind::ForIn
                | Kind::Catch
                | Kind::Switch
                | Kind::Module
                | Kind::EnumBody
        )
}

struct Reader<'r, 't> {
    tree: &'r Tree<'t>,
    found: Scopes,
    /// The scopes around the node.
    open: Vec<Open>,
    by_name: HashMap<(usize, &'t str), BindingId>,
}

struct Open {
    /// The index in `found.scopes`.
    scope: usize,
    /// The first node after it.
    end: Id,
    /// How many scopes are open up to that of the function around it, where `var` binds.
    function_depth: usize,
}

impl Reader<'_, '_> {
    fn leave(&mut self, id: Id) {
        while let Some(scope) = self.open.last()
            && scope.end <= id
        {
            self.open.pop();
        }
    }

    fn enter(&mut self, id: Id) {
        if is_scope(self.tree, id) {
            let kind = self.tree.kind(id);
            let is_of_function =
                kind.is_function() || matches!(kind, Kind::StaticBlock | Kind::Module);
            let function_depth = match self.open.last() {
                Some(outer) if !is_of_function => outer.function_depth,
                _ => self.open.len() + 1,
            };
            self.open.push(Open {
                scope: self.found.scopes.len(),
                end: self.tree.node(id).end,
                function_depth,
            });
            self.found.scopes.push(Scope {
                node: id,
                bindings: Vec::new(),
            });
        }
    }

    fn declare(&mut self, id: Id) {
        match self.tree.kind(id) {
            Kind::Identifier | Kind::ShorthandPattern => self.declare_name(id),
            Kind::TypeName => self.declare_class(id),
            Kind::PropertyName => {
                if let Some(source) = source::of_enum_member(self.tree, id) {
                    self.bind(id, source, self.open.len());
                }
            }
            _ => {}
        }
    }

    fn declare_class(&mut self, name: Id) {
        let class = self.tree.parent(name);
        match self.tree.kind(class) {
            Kind::ClassDeclaration => self.bind(name, Source::Class(class), self.open.len()),
            Kind::Class => self.bind(name, Source::Class(class), self.open.len()),
            _ => {}
        }
    }

    fn declare_name(&mut self, name: Id) {
        let parent = self.tree.parent(name);
        let innermost = self.open.len();
        match (self.tree.kind(parent), self.tree.node(name).field) {
            // The scope of a declared function is open already; its name is bound around it.
            (Kind::FunctionDeclaration | Kind::FunctionSignature, Field::Name) => {
                self.bind(name, Source::Function(parent), innermost.saturating_sub(1));
            }
            (Kind::Function, Field::Name) => self.bind(name, Source::Function(parent), innermost),
            (Kind::Enum, Field::Name) => self.bind(name, Source::Enum(parent), innermost),
            (Kind::Module, Field::Name) => {
                self.bind(name, Source::Unknown, innermost.saturating_sub(1));
            }
            (Kind::ImportAlias, _) => self.bind(name, Source::Unknown, innermost),
            (
                Kind::ImportClause
                | Kind::NamespaceImport
                | Kind::ImportSpecifier
                | Kind::ImportRequire,
                _,
            ) => self.declare_import(name, parent),
            _ => self.declare_pattern(name),
        }
    }

    fn declare_import(&mut self, name: Id, parent: Id) {
        let imported = match self.tree.kind(parent) {
            Kind::ImportClause => ImportedAs::Default,
            Kind::ImportSpecifier => {
                let Some(original) = self.tree.child(parent, Field::Name) else {
                    return;
                };
                if original == name && self.tree.child(parent, Field::Alias).is_some() {
                    return;
                }
                ImportedAs::Named(original)
            }
            _ => ImportedAs::Whole,
        };
        let source = match source::of_import(self.tree, parent) {
            Some(specifier) => Source::Import {
                specifier,
                name: imported,
            },
            None => Source::Unknown,
        };
        self.bind(name, source, self.open.len());
    }

    fn declare_pattern(&mut self, name: Id) {
        let Some(position) = position(self.tree, name) else {
            return;
        };
        if let PatternUse::Assignment(_) = position.usage {
            return;
        }
        let depth = if source::is_var(self.tree, position.usage) {
            self.function_scope()
        } else {
            self.open.len()
        };
        self.bind(name, source::of_pattern(self.tree, position), depth);
    }

    fn function_scope(&self) -> usize {
        self.open.last().map_or(1, |scope| scope.function_depth)
    }

    /// Binds a name in the scope that is the last of `depth` open ones.
    fn bind(&mut self, name: Id, source: Source, depth: usize) {
        let Some(scope) = self.open.get(depth.max(1) - 1).map(|open| open.scope) else {
            return;
        };
        let text = self.tree.slice(name);
        if let Some(first) = self.by_name.get(&(scope, text)) {
            let write = match source {
                Source::Value {
                    value,
                    keys,
                    default: None,
                } if keys.is_empty() => Write::Value(value),
                // Two imports of a name are an error; the first one counts.
                Source::Uninitialized | Source::Function(_) | Source::Import { .. } => {
                    return self.prefer(*first, source);
                }
                _ => Write::Unknown,
            };
            if let Some(binding) = self.found.bindings.get_mut(*first) {
                binding.writes.push(write);
            }
            return;
        }
        let binding = self.found.bindings.len();
        self.found.bindings.push(Binding {
            name,
            source,
            writes: Vec::new(),
        });
        self.by_name.insert((scope, text), binding);
        if let Some(scope) = self.found.scopes.get_mut(scope) {
            scope.bindings.push(binding);
        }
    }

    /// Another declaration of a function, such as the implementation after its overloads, is the one that counts.
    fn prefer(&mut self, binding: BindingId, source: Source) {
        if let (Source::Function(_), Some(binding)) =
            (&source, self.found.bindings.get_mut(binding))
        {
            binding.source = source;
        }
    }
}
