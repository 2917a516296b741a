//! The answers to decisions.

use std::collections::BTreeMap;

/// The answers that a person gave. The default answers nothing.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// The platform version to migrate to; `None` for the newest one.
    pub to: Option<String>,
    pub distribution: Option<Distribution>,
    pub auth: Option<Auth>,
    /// New uids by old ones, by the path of a file, or by that and `#name` for a function.
    pub uids: BTreeMap<String, String>,
    /// The folder to make for a theme that is at the root of the source folder.
    pub theme_folder: Option<String>,
    /// Convert cards and webhooks that the app file does not list.
    pub convert_unreferenced: bool,
}

/// Who can install the app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Distribution {
    Private,
    Marketplace,
}

impl Distribution {
    /// As it is written in a component.
    pub fn as_str(self) -> &'static str {
        match self {
            Distribution::Private => "private",
            Distribution::Marketplace => "marketplace",
        }
    }
}

/// How the app authenticates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Auth {
    Static,
    OAuth,
}

impl Auth {
    /// As it is written in a component.
    pub fn as_str(self) -> &'static str {
        match self {
            Auth::Static => "static",
            Auth::OAuth => "oauth",
        }
    }
}
