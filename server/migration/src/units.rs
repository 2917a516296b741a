//! The units of the old layout: which file is what. Each is recognized once, here.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use project::legacy::{self, LegacyKind};
use syntax::Value;

use crate::inputs::Inputs;
use crate::json;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum UnitKind {
    PrivateApp,
    PublicApp,
    /// A card with React.
    Card,
    /// A card for which HubSpot fetched the contents.
    ClassicCard,
    /// `serverless.json`.
    Functions,
    Webhooks,
    /// A workflow action of 2021.
    WorkflowAction,
    Theme,
    CmsAssets,
    /// A component file with content of the old layout.
    HalfMigrated(&'static LegacyKind),
}

impl UnitKind {
    /// What a person calls it, in the singular.
    pub(crate) fn name(self) -> &'static str {
        match self {
            UnitKind::PrivateApp => "private app",
            UnitKind::PublicApp => "public app",
            UnitKind::Card => "card",
            UnitKind::ClassicCard => "classic card",
            UnitKind::Functions => "serverless.json file",
            UnitKind::Webhooks => "webhooks file",
            UnitKind::WorkflowAction => "workflow action",
            UnitKind::Theme => "theme",
            UnitKind::CmsAssets => "CMS assets folder",
            UnitKind::HalfMigrated(_) => "half-migrated component",
        }
    }

    pub(crate) fn is_app(self) -> bool {
        matches!(self, UnitKind::PrivateApp | UnitKind::PublicApp)
    }
}

/// Whether a card or a webhooks file was live in the old layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Live {
    Referenced,
    /// The app file does not list it.
    NotReferenced,
    /// The app file is gone, so nothing says what it listed.
    Unknown,
}

pub(crate) struct Unit<'a> {
    pub kind: UnitKind,
    pub path: &'a RelPath,
    pub root: Value<'a>,
    pub live: Live,
}

#[derive(Default)]
pub(crate) struct Units<'a> {
    pub all: Vec<Unit<'a>>,
    /// What the app files list: each file with the value that names it.
    pub references: BTreeMap<RelPath, Value<'a>>,
    /// Those that are webhooks.
    webhooks: BTreeSet<RelPath>,
}

impl<'a> Units<'a> {
    pub(crate) fn recognize(inputs: &'a Inputs<'_>) -> Units<'a> {
        let mut units = Units::default();
        for (path, root) in inputs.json_files() {
            if let Some(kind) = by_name(path.file_name(), root) {
                units.add(kind, path, root);
                if kind.is_app() {
                    units.add_references(path, root);
                }
            }
        }
        let apps: BTreeSet<&str> = units.apps().map(|app| app.path.folder()).collect();
        for (path, root) in inputs.json_files() {
            let is_in_app = apps.iter().any(|app| path.below(app).is_some())
                || path.below(inputs.new_app().as_str()).is_some();
            if let Some(kind) = theme_kind(inputs, path, is_in_app) {
                units.add(kind, path, root);
            } else if let Some(kind) = units.by_content(path, root) {
                units.add(kind, path, root);
            }
        }
        units.mark_live();
        units.leave_functions_of_themes(inputs);
        units.keep_outermost_themes();
        units
    }

    fn add(&mut self, kind: UnitKind, path: &'a RelPath, root: Value<'a>) {
        self.all.push(Unit {
            kind,
            path,
            root,
            live: Live::Referenced,
        });
    }

    pub(crate) fn apps(&self) -> impl Iterator<Item = &Unit<'a>> {
        self.all.iter().filter(|unit| unit.kind.is_app())
    }

    /// The cards, webhooks and workflow actions that an app file lists. `files` is the spelling of a HubSpot guide, `webhook`
    /// that of a beta of 2024.
    fn add_references(&mut self, app: &RelPath, root: Value<'a>) {
        let lists: [&[&str]; 2] = [
            &["extensions", "crm", "cards"],
            &["extensions", "automation", "actions"],
        ];
        let mut written = Vec::new();
        for list in lists {
            for entry in root.at(list).into_iter().flat_map(|list| list.elements()) {
                written.extend(entry.get("file"));
            }
        }
        let lists = written.len();
        for path in [
            ["webhooks", "file"],
            ["webhooks", "files"],
            ["webhook", "file"],
        ] {
            written.extend(root.at(&path));
        }
        for (number, value) in written.into_iter().enumerate() {
            if let Some(text) = value.as_str()
                && let Some(path) = RelPath::written_in(app.folder(), text)
            {
                if number >= lists {
                    self.webhooks.insert(path.clone());
                }
                self.references.insert(path, value);
            }
        }
    }

    fn by_content(&self, path: &RelPath, root: Value<'_>) -> Option<UnitKind> {
        if path.file_name().ends_with("-hsmeta.json") {
            let content = legacy::recognize(root)?;
            return Some(UnitKind::HalfMigrated(content.kind));
        }
        if by_name(path.file_name(), root).is_some() {
            return None;
        }
        let type_name = root.get("type").and_then(|value| value.as_str());
        match type_name {
            Some("crm-card") => {
                let data = root.get("data")?;
                if data.get("module").is_none() && data.get("fetch").is_some() {
                    return Some(UnitKind::ClassicCard);
                }
                return Some(UnitKind::Card);
            }
            Some("automation-action" | "workflowAction") => return Some(UnitKind::WorkflowAction),
            Some(_) => return None,
            None => {}
        }
        let is_referenced = self.webhooks.contains(path);
        let is_named = path.file_name() == "webhooks.json" || path.folder().ends_with("/webhooks");
        let is_webhooks = is_named && root.get("subscriptions").is_some_and(json::is_object);
        if is_referenced || is_webhooks {
            return Some(UnitKind::Webhooks);
        }
        None
    }

    /// A theme may have functions of its own, which are no part of an app: the CMS runs them.
    fn leave_functions_of_themes(&mut self, inputs: &Inputs<'_>) {
        let apps: BTreeSet<String> = self
            .apps()
            .map(|app| app.path.folder().to_owned())
            .collect();
        let mut themes: BTreeSet<&str> = BTreeSet::new();
        for (path, _) in inputs.json_files() {
            let is_of_app = apps.iter().any(|app| path.below(app).is_some())
                || path.below(inputs.new_app().as_str()).is_some();
            if path.file_name() == "theme.json" && !is_of_app {
                themes.insert(path.folder());
            }
        }
        self.all.retain(|unit| {
            unit.kind != UnitKind::Functions
                || !unit.path.parents().any(|folder| themes.contains(folder))
        });
    }

    fn mark_live(&mut self) {
        let has_app = self.apps().next().is_some();
        for unit in &mut self.all {
            let is_listed = matches!(
                unit.kind,
                UnitKind::Card | UnitKind::Webhooks | UnitKind::WorkflowAction
            );
            if is_listed && !self.references.contains_key(unit.path) {
                unit.live = if has_app {
                    Live::NotReferenced
                } else {
                    Live::Unknown
                };
            }
        }
    }

    /// A theme in the folder of another one is a part of that.
    fn keep_outermost_themes(&mut self) {
        let folders: Vec<String> = self
            .all
            .iter()
            .filter(|unit| matches!(unit.kind, UnitKind::Theme | UnitKind::CmsAssets))
            .map(|unit| unit.path.folder().to_owned())
            .collect();
        self.all.retain(|unit| {
            !matches!(unit.kind, UnitKind::Theme | UnitKind::CmsAssets)
                || !unit
                    .path
                    .parents()
                    .skip(1)
                    .any(|parent| folders.iter().any(|folder| folder == parent))
        });
    }
}

/// The files that HubSpot's tools know by name. Tools other than HubSpot's have an `app.json` too (Expo, Heroku).
fn by_name(name: &str, root: Value<'_>) -> Option<UnitKind> {
    let is_app = ["scopes", "public", "extensions"]
        .iter()
        .any(|key| root.get(key).is_some());
    match name {
        "app.json" if is_app && root.get("expo").is_none() => Some(UnitKind::PrivateApp),
        "public-app.json" => Some(UnitKind::PublicApp),
        "serverless.json" => Some(UnitKind::Functions),
        _ => None,
    }
}

/// A theme or assets folder without its component file. A `theme.json` of an app is the design of its cards.
fn theme_kind(inputs: &Inputs<'_>, path: &RelPath, is_in_app: bool) -> Option<UnitKind> {
    if is_in_app {
        return None;
    }
    let (kind, new_folder) = match path.file_name() {
        "theme.json" => (UnitKind::Theme, "theme"),
        "cms-assets.json" => (UnitKind::CmsAssets, "cms-assets"),
        _ => return None,
    };
    let new_folder = inputs.in_src(new_folder);
    let Some(rest) = path.below(new_folder.as_str()) else {
        return Some(kind);
    };
    // Directly in `theme` or `cms-assets`, it is not in a folder of its own.
    let Some((name, _)) = rest.split_once('/') else {
        return Some(kind);
    };
    for (other, root) in inputs.json_files() {
        let is_component =
            other.folder() == new_folder.as_str() && other.file_name().ends_with("-hsmeta.json");
        let theme_path = root.at(&["config", "themePath"]);
        if is_component && theme_path.and_then(|value| value.as_str()) == Some(name) {
            return None;
        }
    }
    Some(kind)
}
