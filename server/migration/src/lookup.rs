//! Properties that have been in several objects over the years.

use syntax::Value;

/// The objects in which a property may be, the one that wins first.
pub(crate) struct Lookup<'a> {
    bases: Vec<Value<'a>>,
}

impl<'a> Lookup<'a> {
    /// The `config` of a half-migrated component, its `data`, and the file itself.
    pub(crate) fn new(root: Value<'a>) -> Lookup<'a> {
        let inner = ["config", "data"].iter().filter_map(|name| root.get(name));
        Lookup {
            bases: inner.chain([root]).collect(),
        }
    }

    pub(crate) fn find(&self, path: &[&str]) -> Option<Value<'a>> {
        self.bases.iter().find_map(|base| base.at(path))
    }

    /// The first of several names of a property in the first object that has one.
    pub(crate) fn named(&self, paths: &[&[&str]]) -> Option<Value<'a>> {
        let mut bases = self.bases.iter();
        bases.find_map(|base| paths.iter().find_map(|path| base.at(path)))
    }

    /// The first of several paths that exists.
    pub(crate) fn first(&self, paths: &[&[&str]]) -> Option<Value<'a>> {
        paths.iter().find_map(|path| self.find(path))
    }
}
