//! What a call denotes, where the function is known.

use crate::facts::Root;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::{Chain, Place};
use crate::tree::Id;

impl<'t> File<'t> {
    pub(crate) fn place_of_call(&self, call: Id, depth: u32) -> Place<'t> {
        let unknown = Place::Node {
            id: call,
            name: None,
        };
        let Some(function) = self.tree.child(call, Field::Function) else {
            return unknown;
        };
        if self.tree.kind(function) == Kind::ImportKeyword {
            return self.required(call).unwrap_or(unknown);
        }
        let known = match self.place_at(function, depth + 1) {
            Place::Chain(chain) => self.known_call(&chain, call, depth),
            Place::Node { id, .. } => self.place_of_result(id, depth),
        };
        known.unwrap_or(unknown)
    }

    /// What a function returns, if it returns one expression.
    fn place_of_result(&self, function: Id, depth: u32) -> Option<Place<'t>> {
        if !self.tree.kind(function).is_function() {
            return None;
        }
        match *self.returned(function) {
            [result] => Some(self.place_at(result, depth + 1)),
            _ => None,
        }
    }

    fn known_call(&self, chain: &Chain<'t>, call: Id, depth: u32) -> Option<Place<'t>> {
        let member = chain.members.first().map(|member| &**member);
        match (&chain.root, member) {
            (Root::Global(name), None) if name == "require" => self.required(call),
            (Root::Global(name), Some("freeze" | "seal")) if name == "Object" => {
                Some(self.place_at(self.first_argument(call)?, depth + 1))
            }
            (Root::Imported { specifier, name }, _) => {
                let name = member.or(name.as_deref())?;
                self.known_import(specifier, name, call, depth)
            }
            _ => None,
        }
    }

    /// Hooks of HubSpot and React that give what is known, and clients that a function makes.
    fn known_import(&self, package: &str, name: &str, call: Id, depth: u32) -> Option<Place<'t>> {
        let root = match (package, name) {
            ("axios", "create") | ("got", "extend") | ("ky", "create" | "extend") => {
                Root::Instance {
                    specifier: package.into(),
                    name: name.into(),
                    span: self.tree.span(call),
                }
            }
            ("react", "useMemo") => {
                let function = self.inner(self.first_argument(call)?);
                return self.place_of_result(function, depth);
            }
            ("react", "useCallback") => {
                return Some(self.place_at(self.first_argument(call)?, depth + 1));
            }
            _ if package.starts_with("@hubspot/ui-extensions") => {
                let object = match name {
                    "useExtensionContext" => "context",
                    "useExtensionActions" => "actions",
                    _ => return None,
                };
                Root::Bound(object.into())
            }
            _ => return None,
        };
        Some(Place::Chain(Chain {
            root,
            members: Vec::new(),
        }))
    }

    /// `require('specifier')`, `import('specifier')`
    fn required(&self, call: Id) -> Option<Place<'t>> {
        let specifier = self.literal(self.first_argument(call)?)?;
        Some(Place::Chain(Chain {
            root: Root::Imported {
                specifier: specifier.into_owned(),
                name: None,
            },
            members: Vec::new(),
        }))
    }
}
