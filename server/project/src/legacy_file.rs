//! What a JSON file was in the project layout before 2025.2, as far as its name and its content tell.

use diagnostics::RelPath;
use syntax::{Kind, Value};

use crate::legacy::{self, LegacyKind};

/// The facts of a file that only that layout has.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct LegacyFile {
    pub role: Option<LegacyRole>,
    /// What an app file lists.
    pub listed: Vec<ListedFile>,
    /// The number of functions in `serverless.json`.
    pub functions: usize,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum LegacyRole {
    /// `app.json`
    PrivateApp,
    /// `public-app.json`
    PublicApp,
    /// A card with React.
    Card,
    /// A card for which HubSpot fetched the contents.
    ClassicCard,
    /// `serverless.json`
    Functions,
    Webhooks,
    /// A workflow action of 2021.
    WorkflowAction,
    /// `theme.json`
    Theme,
    /// `cms-assets.json`
    CmsAssets,
    /// A component file with content of the old layout.
    HalfMigrated(&'static LegacyKind),
}

/// A file that an app file lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedFile {
    pub path: RelPath,
    pub role: ListedRole,
}

/// What the list that names a file says about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListedRole {
    Card,
    WorkflowAction,
    Webhooks,
}

impl LegacyRole {
    pub fn is_app(self) -> bool {
        matches!(self, LegacyRole::PrivateApp | LegacyRole::PublicApp)
    }

    /// Whether it marks a folder of the CMS.
    pub fn is_of_cms(self) -> bool {
        matches!(self, LegacyRole::Theme | LegacyRole::CmsAssets)
    }

    /// Whether HubSpot's tools know such a file by its name, and only in that layout.
    pub fn is_by_name(self) -> bool {
        self.is_app() || self == LegacyRole::Functions
    }
}

impl LegacyFile {
    /// `root` is `None` if nothing of the text can be read.
    pub fn of(path: &RelPath, root: Option<Value<'_>>) -> LegacyFile {
        let mut file = LegacyFile {
            role: role(path, root),
            ..LegacyFile::default()
        };
        match (file.role, root) {
            (Some(LegacyRole::PrivateApp | LegacyRole::PublicApp), Some(root)) => {
                file.listed = listed(path, root);
            }
            (Some(LegacyRole::Functions), Some(root)) => file.functions = functions(root),
            _ => {}
        }
        file
    }
}

fn role(path: &RelPath, root: Option<Value<'_>>) -> Option<LegacyRole> {
    let name = path.file_name();
    match name {
        // Tools other than HubSpot's have an `app.json` too (Expo, Heroku).
        "app.json" if root.is_some_and(is_app) => return Some(LegacyRole::PrivateApp),
        "public-app.json" => return Some(LegacyRole::PublicApp),
        "serverless.json" => return Some(LegacyRole::Functions),
        "theme.json" => return Some(LegacyRole::Theme),
        "cms-assets.json" => return Some(LegacyRole::CmsAssets),
        _ => {}
    }
    let root = root?;
    if name.ends_with("-hsmeta.json") {
        let content = legacy::recognize(root)?;
        return Some(LegacyRole::HalfMigrated(content.kind));
    }
    by_content(path, root)
}

/// Those of `appFunctions`, and of `endpoints`, the form of 2021 to 2023.
fn functions(root: Value<'_>) -> usize {
    let lists = ["appFunctions", "endpoints"];
    lists
        .iter()
        .filter_map(|name| root.get(name))
        .map(|list| list.members().count())
        .sum()
}

fn is_app(root: Value<'_>) -> bool {
    let keys = ["scopes", "public", "extensions"];
    root.get("expo").is_none() && keys.iter().any(|key| root.get(key).is_some())
}

fn by_content(path: &RelPath, root: Value<'_>) -> Option<LegacyRole> {
    let type_name = root.get("type").and_then(|value| value.as_str());
    match type_name {
        Some("crm-card") => {
            let data = root.get("data")?;
            let is_classic = data.get("module").is_none() && data.get("fetch").is_some();
            Some(if is_classic {
                LegacyRole::ClassicCard
            } else {
                LegacyRole::Card
            })
        }
        Some("automation-action" | "workflowAction") => Some(LegacyRole::WorkflowAction),
        Some(_) => half_written(root),
        None if root.get("subscriptions").is_none() => half_written(root),
        None => {
            let folder = path.folder();
            let is_named = path.file_name() == "webhooks.json"
                || folder == "webhooks"
                || folder.ends_with("/webhooks");
            let subscriptions = root.get("subscriptions")?;
            if is_named && subscriptions.kind() == Kind::Object {
                Some(LegacyRole::Webhooks)
            } else {
                None
            }
        }
    }
}

/// A card of which a part was rewritten, without the suffix of component files.
fn half_written(root: Value<'_>) -> Option<LegacyRole> {
    let content = legacy::recognize(root)?;
    if *content.kind == legacy::CARD {
        Some(LegacyRole::Card)
    } else if *content.kind == legacy::CLASSIC_CARD {
        Some(LegacyRole::ClassicCard)
    } else {
        None
    }
}

/// The cards, workflow actions and webhooks that an app file lists.
fn listed(app: &RelPath, root: Value<'_>) -> Vec<ListedFile> {
    // `files` is the spelling of a HubSpot guide, `webhook` that of a beta of 2024.
    const WEBHOOKS: [[&str; 2]; 3] = [
        ["webhooks", "file"],
        ["webhooks", "files"],
        ["webhook", "file"],
    ];
    const LISTS: [([&str; 3], ListedRole); 2] = [
        (["extensions", "crm", "cards"], ListedRole::Card),
        (
            ["extensions", "automation", "actions"],
            ListedRole::WorkflowAction,
        ),
    ];
    let mut listed = Vec::new();
    for (list, role) in LISTS {
        for entry in root.at(&list).into_iter().flat_map(|list| list.elements()) {
            listed.extend(listed_file(app, entry.get("file"), role));
        }
    }
    for file in WEBHOOKS {
        listed.extend(listed_file(app, root.at(&file), ListedRole::Webhooks));
    }
    listed
}

fn listed_file(app: &RelPath, value: Option<Value<'_>>, role: ListedRole) -> Option<ListedFile> {
    let value = value?;
    Some(ListedFile {
        path: RelPath::written_in(app.folder(), value.as_str()?)?,
        role,
    })
}
