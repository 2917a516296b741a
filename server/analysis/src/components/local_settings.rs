//! The settings of local development (`local.json`).

use syntax::{Member, Value};

/// What the local development server does differently from HubSpot.
#[derive(Clone, Copy)]
pub struct LocalSettings<'a> {
    /// The value of the file.
    pub root: Value<'a>,
}

impl<'a> LocalSettings<'a> {
    /// `proxy`.
    pub fn proxy(&self) -> Option<Value<'a>> {
        self.root.get("proxy")
    }

    /// The entries of `proxy`: a URL that a UI extension calls, and the URL that receives the request.
    pub fn proxies(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        self.proxy().into_iter().flat_map(|proxy| proxy.members())
    }
}
