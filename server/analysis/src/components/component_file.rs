//! What all component files have in common.

use syntax::{Member, Value};

use super::{App, Auth, Component, scope_lists};

/// A component file (`*-hsmeta.json`).
#[derive(Clone, Copy)]
pub struct ComponentFile<'a> {
    /// The value of the file.
    pub root: Value<'a>,
    /// The view of `config`.
    pub component: Component<'a>,
}

impl<'a> ComponentFile<'a> {
    /// `uid`.
    pub fn uid(&self) -> Option<Value<'a>> {
        self.root.get("uid")
    }

    /// `type`.
    pub fn type_name(&self) -> Option<Value<'a>> {
        self.root.get("type")
    }

    /// `config`, whatever its type.
    pub fn config(&self) -> Option<Value<'a>> {
        self.root.get("config")
    }

    /// `dependencies`.
    pub fn dependencies(&self) -> Option<Value<'a>> {
        self.root.get("dependencies")
    }

    /// `permissions`.
    pub fn permissions(&self) -> Option<Value<'a>> {
        self.root.get("permissions")
    }

    /// The view of the app, if it is one.
    pub fn app(&self) -> Option<App<'a>> {
        match self.component {
            Component::App(app) => Some(app),
            _ => None,
        }
    }

    /// `config.auth` of an app.
    pub fn auth(&self) -> Option<Auth<'a>> {
        self.app()?.auth()
    }

    /// The lists of scopes: those that an app requests, and those in `permissions`.
    pub fn scope_lists(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let auth = self.auth().map(|auth| auth.value);
        auth.into_iter()
            .chain(self.permissions())
            .flat_map(scope_lists)
    }
}
