//! Where files move.

mod pages;
mod root_app;

use std::collections::{BTreeMap, BTreeSet};

use catalog::PACKAGE_JSON;
use diagnostics::RelPath;

use crate::files::is_installed;
use crate::inputs::{Inputs, is_nested};
use crate::units::{Live, UnitKind, Units};

/// Folders and single files with their new paths.
#[derive(Default)]
pub(crate) struct Layout {
    folders: BTreeMap<RelPath, RelPath>,
    files: BTreeMap<RelPath, RelPath>,
    /// The folders of other projects, which stay.
    nested: Vec<RelPath>,
}

impl Layout {
    pub(crate) fn new(inputs: &Inputs<'_>, units: &Units<'_>) -> Layout {
        let mut layout = Layout {
            nested: inputs.nested.clone(),
            ..Layout::default()
        };
        let new_app = inputs.new_app();
        let old_app = match units.apps().next() {
            Some(app) => RelPath::new(app.path.folder()),
            None => new_app.clone(),
        };
        // An app at the root of the source folder shares it with everything else.
        if old_app != inputs.src && old_app != new_app {
            layout.folder(old_app.clone(), new_app.clone());
        }
        if let Some(app) = units.apps().next()
            && root_app::is_at_root(inputs, app.path)
        {
            root_app::add(&mut layout, inputs, app.root);
        }
        layout.add_known_folders(inputs, units, &old_app);
        for unit in &units.all {
            let moves = unit.live == Live::Referenced || inputs.options.convert_unreferenced;
            if unit.kind == UnitKind::Card && moves {
                layout.add_card(inputs, unit.path, unit.root, &old_app);
            }
        }
        pages::pull_out(&mut layout, inputs);
        layout.raise_components(inputs);
        layout
    }

    /// HubSpot reads component files directly in `cards` only: those that move with a folder in it leave that folder.
    fn raise_components(&mut self, inputs: &Inputs<'_>) {
        let Some(cards) = inputs.new_app().join("cards") else {
            return;
        };
        let mut raised = Vec::new();
        let mut taken: BTreeSet<RelPath> = BTreeSet::new();
        for path in inputs.project.files.keys() {
            let target = self.target(path);
            if target.folder() == cards.as_str() {
                taken.insert(target);
            } else if target != *path
                && target.below(cards.as_str()).is_some()
                && path.file_name().ends_with("-hsmeta.json")
                && let Some(direct) = cards.join(path.file_name())
            {
                raised.push((path.clone(), direct));
            }
        }
        let mut packages = BTreeSet::new();
        for (path, direct) in raised {
            if taken.insert(direct.clone()) {
                packages.insert(RelPath::new(path.folder()));
                self.single(path, direct);
            }
        }
        self.raise_package(inputs, &cards, &taken, &packages);
    }

    /// HubSpot reads `package.json` beside the component files: that of a folder which they leave comes along, if it is the
    /// only one.
    fn raise_package(
        &mut self,
        inputs: &Inputs<'_>,
        cards: &RelPath,
        taken: &BTreeSet<RelPath>,
        folders: &BTreeSet<RelPath>,
    ) {
        let mut packages = folders
            .iter()
            .filter_map(|folder| folder.join(PACKAGE_JSON))
            .filter(|path| inputs.project.contains(path.as_str()));
        let (Some(package), None) = (packages.next(), packages.next()) else {
            return;
        };
        let folder = RelPath::new(package.folder());
        let is_free = |name: &str| cards.join(name).is_some_and(|path| !taken.contains(&path));
        for name in [PACKAGE_JSON, "package-lock.json"] {
            if is_free(PACKAGE_JSON)
                && is_free(name)
                && let (Some(from), Some(to)) = (folder.join(name), cards.join(name))
                && inputs.project.contains(from.as_str())
            {
                self.single(from, to);
            }
        }
    }

    fn folder(&mut self, from: RelPath, to: RelPath) {
        if from != to {
            self.folders.insert(from, to);
        }
    }

    pub(crate) fn single(&mut self, from: RelPath, to: RelPath) {
        if from != to {
            self.files.insert(from, to);
        }
    }

    /// A folder that stays although its parent folder moves.
    pub(crate) fn stays(&mut self, folder: RelPath) {
        self.folders.entry(folder.clone()).or_insert(folder);
    }

    /// A file that stays although its folder moves.
    pub(crate) fn file_stays(&mut self, path: &RelPath) {
        self.files.entry(path.clone()).or_insert(path.clone());
    }

    /// A theme or assets folder.
    pub(crate) fn theme(&mut self, from: &str, to: RelPath) {
        self.folder(RelPath::new(from), to);
    }

    fn add_known_folders(&mut self, inputs: &Inputs<'_>, units: &Units<'_>, old_app: &RelPath) {
        let new_app = inputs.new_app();
        let mut apps = vec![old_app.clone()];
        if *old_app != new_app {
            apps.push(new_app.clone());
        }
        let mut renamed: BTreeMap<String, &str> = BTreeMap::new();
        for app in &apps {
            for path in inputs.project.below(app.as_str()) {
                let rest = path.below(app.as_str());
                if let Some((first, _)) = rest.and_then(|rest| rest.split_once('/'))
                    && let Some(name) = new_name(inputs, first)
                    && app.join(first).is_some_and(|folder| {
                        is_old(inputs, units, &folder)
                            && (name != "cards" || becomes_cards(inputs, units, &folder))
                    })
                {
                    renamed.insert(first.to_owned(), name);
                }
            }
        }
        // In both app folders, so that a path has the same target before and after the app moves.
        for app in &apps {
            for (old, name) in &renamed {
                if let (Some(from), Some(to)) = (app.join(old), new_app.join(name)) {
                    self.folder(from, to);
                }
            }
        }
        // So may component files of functions be in such a folder.
        for (path, root) in inputs.components() {
            let folder = path.folder();
            let is_function =
                root.get("type").and_then(|value| value.as_str()) == Some("app-function");
            if is_function
                && folder.ends_with(".functions")
                && inputs.has_functions()
                && let Some(to) = new_app.join("functions")
            {
                self.folder(RelPath::new(folder), to);
            }
        }
        // A `.functions` folder may have another parent folder than the app.
        for unit in &units.all {
            let folder = unit.path.folder();
            if unit.kind == UnitKind::Functions
                && inputs.has_functions()
                && folder != inputs.src.as_str()
                && folder != old_app.as_str()
                && let Some(to) = new_app.join("functions")
            {
                self.folder(RelPath::new(folder), to);
            }
        }
    }

    /// The folder of a card becomes `cards`; of a card beside the app file, only its own files move.
    fn add_card(
        &mut self,
        inputs: &Inputs<'_>,
        card: &RelPath,
        root: syntax::Value<'_>,
        old_app: &RelPath,
    ) {
        let Some(cards) = inputs.new_app().join("cards") else {
            return;
        };
        let rest = card.below(old_app.as_str());
        match rest.map(|rest| rest.split_once('/')) {
            Some(Some((first, _))) => {
                if let Some(folder) = old_app.join(first)
                    && folder != inputs.new_app()
                {
                    self.folder(folder, cards);
                }
            }
            Some(None) => self.add_card_beside_app(inputs, card, root, &cards),
            None if card.folder() != inputs.src.as_str() => {
                self.folder(RelPath::new(card.folder()), cards);
            }
            None => self.add_card_beside_app(inputs, card, root, &cards),
        }
    }

    fn add_card_beside_app(
        &mut self,
        inputs: &Inputs<'_>,
        card: &RelPath,
        root: syntax::Value<'_>,
        cards: &RelPath,
    ) {
        let module = root.at(&["data", "module", "file"]);
        let image = root.at(&["data", "previewImage", "file"]);
        let mut written: Vec<&str> = module
            .into_iter()
            .chain(image)
            .filter_map(|value| value.as_str())
            .collect();
        written.extend(["package.json", "package-lock.json"]);
        for text in written {
            let from = RelPath::written_in(card.folder(), text);
            if let Some(from) = from
                && inputs.project.contains(from.as_str())
                && let Some(below) = from.below(card.folder())
                && !below.contains('/')
                && let Some(to) = cards.join(below)
            {
                self.single(from, to);
            }
        }
    }

    /// The folders that have a new path.
    pub(crate) fn moved_folders(&self) -> impl Iterator<Item = &RelPath> {
        let folders = self.folders.iter();
        folders
            .filter(|(from, to)| from != to)
            .map(|(from, _)| from)
    }

    /// The new path of a file, which may be its old one.
    pub(crate) fn target(&self, path: &RelPath) -> RelPath {
        if is_installed(path) || is_nested(&self.nested, path) {
            return path.clone();
        }
        if let Some(to) = self.files.get(path) {
            return to.clone();
        }
        // The nearest parent folder decides.
        for folder in path.parents() {
            if let Some(to) = self.folders.get(folder)
                && let Some(target) = path.below(folder).and_then(|rest| to.join(rest))
            {
                return target;
            }
        }
        path.clone()
    }
}

/// Whether a component is in the folder after the migration.
fn becomes_cards(inputs: &Inputs<'_>, units: &Units<'_>, folder: &RelPath) -> bool {
    let folder = folder.as_str();
    let has_card = units.all.iter().any(|unit| {
        let is_converted = unit.live == Live::Referenced || inputs.options.convert_unreferenced;
        unit.kind == UnitKind::Card && is_converted && unit.path.below(folder).is_some()
    });
    has_card
        || inputs
            .components()
            .any(|(path, _)| path.below(folder).is_some())
}

/// Whether a folder is one of the old layout: in a project of the new layout, any folder may have its name.
fn is_old(inputs: &Inputs<'_>, units: &Units<'_>, folder: &RelPath) -> bool {
    if inputs.is_legacy() || units.apps().next().is_some() {
        return true;
    }
    let folder = folder.as_str();
    let has_unit = units
        .all
        .iter()
        .any(|unit| unit.path.below(folder).is_some());
    has_unit
        || inputs
            .components()
            .any(|(path, _)| path.below(folder).is_some())
}

/// The name of a folder of the app in the new layout, if it had another one before.
fn new_name(inputs: &Inputs<'_>, folder: &str) -> Option<&'static str> {
    match folder {
        "extensions" => Some("cards"),
        "webhooks" => Some("webhooks"),
        _ if folder.ends_with(".functions") && inputs.has_functions() => Some("functions"),
        _ => None,
    }
}
