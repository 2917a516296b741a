//! What a JSON file was in the project layout before 2025.2, as far as its name and its content tell.

use diagnostics::{RelPath, Span};
use syntax::{Kind, Value};

use crate::legacy::{self, LegacyKind};

/// The facts of a file that only that layout has.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct LegacyFile {
    pub role: Option<LegacyRole>,
    /// What an app file lists.
    pub listed: Vec<ListedFile>,
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
    /// The string that names it.
    pub span: Span,
    /// Webhooks, and no card or workflow action.
    pub is_webhooks: bool,
}

impl LegacyRole {
    pub fn is_app(self) -> bool {
        matches!(self, LegacyRole::PrivateApp | LegacyRole::PublicApp)
    }
}

impl LegacyFile {
    pub fn of(path: &RelPath, root: Value<'_>) -> LegacyFile {
        let role = role(path, root);
        let listed = match role {
            Some(LegacyRole::PrivateApp | LegacyRole::PublicApp) => listed(path, root),
            _ => Vec::new(),
        };
        LegacyFile { role, listed }
    }
}

fn role(path: &RelPath, root: Value<'_>) -> Option<LegacyRole> {
    let name = path.file_name();
    match name {
        // Tools other than HubSpot's have an `app.json` too (Expo, Heroku).
        "app.json" if is_app(root) => return Some(LegacyRole::PrivateApp),
        "public-app.json" => return Some(LegacyRole::PublicApp),
        "serverless.json" => return Some(LegacyRole::Functions),
        "theme.json" => return Some(LegacyRole::Theme),
        "cms-assets.json" => return Some(LegacyRole::CmsAssets),
        _ => {}
    }
    if name.ends_with("-hsmeta.json") {
        let content = legacy::recognize(root)?;
        return Some(LegacyRole::HalfMigrated(content.kind));
    }
    by_content(path, root)
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
        Some(_) => None,
        None => {
            let is_named =
                path.file_name() == "webhooks.json" || path.folder().ends_with("/webhooks");
            let subscriptions = root.get("subscriptions")?;
            if is_named && subscriptions.kind() == Kind::Object {
                Some(LegacyRole::Webhooks)
            } else {
                None
            }
        }
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
    const LISTS: [[&str; 3]; 2] = [
        ["extensions", "crm", "cards"],
        ["extensions", "automation", "actions"],
    ];
    let mut listed = Vec::new();
    for list in LISTS {
        for entry in root.at(&list).into_iter().flat_map(|list| list.elements()) {
            listed.extend(listed_file(app, entry.get("file"), false));
        }
    }
    for file in WEBHOOKS {
        listed.extend(listed_file(app, root.at(&file), true));
    }
    listed
}

fn listed_file(app: &RelPath, value: Option<Value<'_>>, is_webhooks: bool) -> Option<ListedFile> {
    let value = value?;
    Some(ListedFile {
        path: RelPath::written_in(app.folder(), value.as_str()?)?,
        span: value.span(),
        is_webhooks,
    })
}
