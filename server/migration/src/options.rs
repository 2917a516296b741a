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
    /// The app is not deployed, or the result is to be another app.
    pub new_app: bool,
}

impl Options {
    /// Adds the answer of a flag as a decision lists it: `--distribution private`. Whether there is such a flag and value.
    pub fn answer(&mut self, flag: &str) -> bool {
        match flag.split_once(' ') {
            None if flag == "--convert-unreferenced" => self.convert_unreferenced = true,
            None if flag == "--new-app" => self.new_app = true,
            Some(("--to", version)) => self.to = Some(version.to_owned()),
            Some(("--theme-folder", name)) => self.theme_folder = Some(name.to_owned()),
            Some(("--distribution", value)) => match Distribution::named(value) {
                Some(distribution) => self.distribution = Some(distribution),
                None => return false,
            },
            Some(("--auth", value)) => match Auth::named(value) {
                Some(auth) => self.auth = Some(auth),
                None => return false,
            },
            // A new uid has no `=`; a path may have one.
            Some(("--uid", value)) => match value.rsplit_once('=') {
                Some((old, new)) => {
                    self.uids.insert(old.to_owned(), new.to_owned());
                }
                None => return false,
            },
            _ => return false,
        }
        true
    }
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

    pub fn named(name: &str) -> Option<Distribution> {
        let all = [Distribution::Private, Distribution::Marketplace];
        all.into_iter().find(|one| one.as_str() == name)
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

    pub fn named(name: &str) -> Option<Auth> {
        let all = [Auth::Static, Auth::OAuth];
        all.into_iter().find(|one| one.as_str() == name)
    }
}
