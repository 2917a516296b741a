//! What an expression denotes: a chain of members that begins at an import, a parameter or a global, or an expression of
//! the file, found through constants, members of object literals and functions that only return something.

mod call;

use std::borrow::Cow;

use crate::facts::Root;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::Meaning;
use crate::scope::{Binding, ImportedAs, Source, Write};
use crate::tree::Id;

/// How many constants and members are followed one after the other.
const MAX_DEPTH: u32 = 16;

#[derive(Clone, Debug)]
pub(crate) enum Place<'t> {
    /// An expression of the file, and the variable that contains it.
    Node {
        id: Id,
        name: Option<&'t str>,
    },
    Chain(Chain<'t>),
}

#[derive(Clone, Debug)]
pub(crate) struct Chain<'t> {
    pub(crate) root: Root,
    pub(crate) members: Vec<Cow<'t, str>>,
}

impl<'t> Chain<'t> {
    fn of(root: Root) -> Place<'t> {
        Place::Chain(Chain {
            root,
            members: Vec::new(),
        })
    }
}

impl<'t> File<'t> {
    pub(crate) fn place(&self, id: Id) -> Place<'t> {
        self.place_at(id, 0)
    }

    pub(crate) fn place_at(&self, id: Id, depth: u32) -> Place<'t> {
        if depth > MAX_DEPTH || !self.step() {
            return Chain::of(Root::Unknown);
        }
        let mut base = self.inner(id);
        let mut members = Vec::new();
        while let Some(member) = self.member_name(base)
            && let Some(object) = self.tree.child(base, Field::Object)
            && self.step()
        {
            members.push(member);
            base = self.inner(object);
        }
        let mut place = self.place_of_base(base, depth);
        for member in members.into_iter().rev() {
            place = self.member(place, member, depth);
        }
        place
    }

    fn place_of_base(&self, base: Id, depth: u32) -> Place<'t> {
        match self.tree.kind(base) {
            Kind::Identifier | Kind::ShorthandProperty => self.place_of_name(base, depth),
            Kind::This => Chain::of(Root::Bound("this".into())),
            Kind::New => self.place_of_new(base, depth),
            Kind::Call => self.place_of_call(base, depth),
            Kind::Assignment => match self.tree.child(base, Field::Right) {
                Some(value) => self.place_at(value, depth + 1),
                None => Chain::of(Root::Unknown),
            },
            _ => Place::Node {
                id: base,
                name: None,
            },
        }
    }

    fn place_of_name(&self, name: Id, depth: u32) -> Place<'t> {
        let text = self.tree.slice(name);
        match self.names.meaning(name) {
            Meaning::Global => Chain::of(Root::Global(text.into())),
            Meaning::None => Chain::of(Root::Unknown),
            Meaning::Binding(_) => match self.names.binding(name) {
                Some(binding) => self.place_of_binding(binding, name, depth),
                None => Chain::of(Root::Unknown),
            },
        }
    }

    pub(crate) fn place_of_binding(&self, binding: &Binding, usage: Id, depth: u32) -> Place<'t> {
        let name = self.tree.slice(usage);
        let place = match (&binding.source, binding.writes.as_slice()) {
            (Source::Import { specifier, name }, []) => return self.imported(*specifier, *name),
            (Source::Function(id) | Source::Class(id) | Source::Enum(id), []) => Place::Node {
                id: *id,
                name: None,
            },
            (
                Source::Value {
                    value,
                    keys,
                    default: None,
                },
                [],
            ) => self.place_of_keys(*value, keys, depth),
            (Source::Uninitialized, [Write::Value(value)]) => self.place_at(*value, depth + 1),
            // `let client = null`, and what makes it later.
            (
                Source::Value {
                    value: first,
                    keys,
                    default: None,
                },
                [Write::Value(value)],
            ) if keys.is_empty() && matches!(self.tree.slice(*first), "null" | "undefined") => {
                self.place_at(*value, depth + 1)
            }
            (
                Source::Parameter {
                    keys,
                    default: None,
                    ..
                },
                [],
            ) => return self.parameter(name, keys),
            _ => Place::Node {
                id: usage,
                name: None,
            },
        };
        match place {
            Place::Node { id, .. } => Place::Node {
                id,
                name: Some(name),
            },
            chain => chain,
        }
    }

    /// What a destructured name takes of a value.
    pub(crate) fn place_of_keys(&self, value: Id, keys: &[Id], depth: u32) -> Place<'t> {
        let mut place = self.place_at(value, depth + 1);
        for key in keys {
            place = match self.property_name(*key) {
                Some(name) => self.member(place, name, depth + 1),
                None => Chain::of(Root::Unknown),
            };
        }
        place
    }

    fn imported(&self, specifier: Id, name: ImportedAs) -> Place<'t> {
        let Some(specifier) = self.literal(specifier) else {
            return Chain::of(Root::Unknown);
        };
        let name = match name {
            ImportedAs::Whole => None,
            ImportedAs::Default => Some("default".into()),
            ImportedAs::Named(name) => self.property_name(name).map(Cow::into_owned),
        };
        Chain::of(Root::Imported {
            specifier: specifier.into_owned(),
            name,
        })
    }

    /// A parameter by its name, or by the property that it is destructured from.
    fn parameter(&self, name: &'t str, keys: &[Id]) -> Place<'t> {
        let mut members: Vec<Cow<'t, str>> = Vec::new();
        for key in keys {
            let Some(key) = self.property_name(*key) else {
                return Chain::of(Root::Unknown);
            };
            members.push(key);
        }
        let root = if members.is_empty() {
            name.to_owned()
        } else {
            members.remove(0).into_owned()
        };
        Place::Chain(Chain {
            root: Root::Bound(root),
            members,
        })
    }

    fn place_of_new(&self, new: Id, depth: u32) -> Place<'t> {
        let Some(class) = self.tree.child(new, Field::Constructor) else {
            return Chain::of(Root::Unknown);
        };
        if let Place::Chain(chain) = self.place_at(class, depth + 1)
            && let Root::Imported { specifier, name } = chain.root
        {
            let last = chain.members.last().map(|name| name.clone().into_owned());
            return Chain::of(Root::Instance {
                specifier,
                name: last.or(name).unwrap_or_else(|| "default".into()),
                span: self.tree.span(new),
            });
        }
        Place::Node {
            id: new,
            name: None,
        }
    }

    /// A member of what is denoted.
    pub(crate) fn member(&self, place: Place<'t>, name: Cow<'t, str>, depth: u32) -> Place<'t> {
        match place {
            Place::Node { id, name: variable } => match self.member_of_node(id, &name, depth) {
                Some(place) => place,
                None => Place::Chain(Chain {
                    root: variable.map_or(Root::Unknown, |name| Root::Bound(name.into())),
                    members: vec![name],
                }),
            },
            Place::Chain(chain) => self.member_of_chain(chain, name, depth),
        }
    }

    fn member_of_chain(&self, chain: Chain<'t>, name: Cow<'t, str>, depth: u32) -> Place<'t> {
        let mut chain = chain;
        if chain.members.is_empty() {
            match &mut chain.root {
                Root::Imported {
                    name: imported @ None,
                    ..
                } => {
                    *imported = Some(name.into_owned());
                    return Place::Chain(chain);
                }
                Root::Bound(this) if this == "this" => {
                    if let Some(value) = self.this_value(&name) {
                        return self.place_at(value, depth + 1);
                    }
                }
                _ => {}
            }
        }
        chain.members.push(name);
        Place::Chain(chain)
    }

    /// A member whose value is in the file; `None` if it is unknown.
    fn member_of_node(&self, id: Id, name: &str, depth: u32) -> Option<Place<'t>> {
        if self.is_mutated(id) {
            return None;
        }
        match self.tree.kind(id) {
            Kind::Object => {
                let property = self.property(id, name)?;
                match self.tree.kind(property) {
                    Kind::Pair => {
                        let value = self.tree.child(property, Field::Value)?;
                        Some(self.place_at(value, depth + 1))
                    }
                    Kind::ShorthandProperty => Some(self.place_at(property, depth + 1)),
                    _ => Some(Place::Node {
                        id: property,
                        name: None,
                    }),
                }
            }
            Kind::Enum | Kind::Class | Kind::ClassDeclaration => {
                let value = self.static_member(id, name)?;
                Some(self.place_at(value, depth + 1))
            }
            Kind::New if name == "href" => Some(Place::Node { id, name: None }),
            _ => None,
        }
    }

    /// The property of an object literal; `None` if it has none or may have another one.
    fn property(&self, object: Id, name: &str) -> Option<Id> {
        let mut found = None;
        for child in self.tree.children(object) {
            if !self.step() {
                return None;
            }
            let key = match self.tree.kind(child) {
                Kind::Pair => self.tree.child(child, Field::Key)?,
                Kind::Method => self.tree.child(child, Field::Name)?,
                Kind::ShorthandProperty => child,
                _ => {
                    found = None;
                    continue;
                }
            };
            match self.property_name(key) {
                Some(key) if key == name => found = Some(child),
                Some(_) => {}
                None => found = None,
            }
        }
        found
    }

    /// The value of an enum member, or of a static property of a class.
    fn static_member(&self, id: Id, name: &str) -> Option<Id> {
        let body = self.tree.child(id, Field::Body)?;
        for child in self.tree.children(body) {
            if !self.step() {
                return None;
            }
            let is_candidate = match self.tree.kind(child) {
                Kind::EnumAssignment => true,
                Kind::Field => self
                    .tree
                    .child_of_kind(child, Kind::StaticKeyword)
                    .is_some(),
                _ => false,
            };
            if is_candidate
                && let Some(key) = self.tree.child(child, Field::Name)
                && self.property_name(key).is_some_and(|key| key == name)
            {
                return self.tree.child(child, Field::Value);
            }
        }
        None
    }
}
