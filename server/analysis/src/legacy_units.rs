//! The units of the project layout before 2025.2: which file is what, for rules and for the migration. Each is recognized once,
//! here.

mod counts;
mod of_project;

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use project::is_in_dot_folder;
use project::legacy_file::{LegacyFile, LegacyRole, ListedFile, ListedRole};

pub use counts::{Counts, help};
pub use of_project::{may_be_in, of};

/// Whether a card, a workflow action or a webhooks file was live in the old layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Live {
    Referenced,
    /// The app file does not list it.
    NotReferenced,
    /// The app file is gone, so nothing says what it listed.
    Unknown,
}

#[derive(Clone, Debug)]
pub struct Unit<'a> {
    pub role: LegacyRole,
    pub path: &'a RelPath,
    pub live: Live,
    /// What an app file lists.
    pub listed: Vec<ListedFile>,
    /// The number of functions in `serverless.json`.
    pub functions: usize,
}

/// What units are recognized by.
pub struct Files<'a, 'f> {
    /// The source folder.
    pub src: &'f RelPath,
    /// The JSON files below it, in order, without those of npm and of nested projects.
    pub json: Vec<(&'a RelPath, &'f LegacyFile)>,
    /// The folders of themes and CMS assets that have a component file.
    pub themes: BTreeSet<RelPath>,
}

#[derive(Default)]
pub struct Units<'a> {
    /// The files that HubSpot's tools know by name, then all others, each in the order of paths.
    pub all: Vec<Unit<'a>>,
    /// What the app files list.
    pub references: BTreeSet<RelPath>,
    /// Those that are webhooks.
    webhooks: BTreeSet<RelPath>,
}

impl<'a> Units<'a> {
    pub fn recognize(files: &Files<'a, '_>) -> Units<'a> {
        let mut units = Units::default();
        let is_uploaded = |path: &RelPath| match path.below(files.src.as_str()) {
            Some(below) => !is_in_dot_folder(below),
            None => true,
        };
        for (path, file) in files.json.iter().filter(|(path, _)| is_uploaded(path)) {
            if let Some(role) = file.role
                && role.is_by_name()
            {
                units.add(role, path, file);
                units.add_references(file);
            }
        }
        let apps = units.app_folders(files);
        for (path, file) in files.json.iter().filter(|(path, _)| is_uploaded(path)) {
            let role = match file.role {
                Some(role) if role.is_by_name() => continue,
                Some(role @ (LegacyRole::Theme | LegacyRole::CmsAssets)) => {
                    if !is_theme(files, &apps, path) {
                        continue;
                    }
                    role
                }
                Some(role) => role,
                None if units.webhooks.contains(*path) => LegacyRole::Webhooks,
                None => continue,
            };
            units.add(role, path, file);
        }
        units.mark_live();
        units.leave_functions_of_themes(files, &apps);
        units.keep_outermost_themes(files);
        units
    }

    pub fn by_path(&self) -> BTreeMap<&RelPath, &Unit<'a>> {
        self.all.iter().map(|unit| (unit.path, unit)).collect()
    }

    fn add(&mut self, role: LegacyRole, path: &'a RelPath, file: &LegacyFile) {
        self.all.push(Unit {
            role,
            path,
            live: Live::Referenced,
            listed: file.listed.clone(),
            functions: file.functions,
        });
    }

    fn add_references(&mut self, app: &LegacyFile) {
        for listed in &app.listed {
            self.references.insert(listed.path.clone());
            if listed.role == ListedRole::Webhooks {
                self.webhooks.insert(listed.path.clone());
            }
        }
    }

    /// The folders of the apps, and that of an app in the new layout. An app at the root of the source folder shares that with
    /// everything else.
    fn app_folders(&self, files: &Files<'_, '_>) -> BTreeSet<String> {
        let mut folders = BTreeSet::new();
        for unit in &self.all {
            if unit.role.is_app() && unit.path.folder() != files.src.as_str() {
                folders.insert(unit.path.folder().to_owned());
            }
        }
        folders.extend(files.src.join("app").map(|app| app.to_string()));
        folders
    }

    fn mark_live(&mut self) {
        let has_app = self.all.iter().any(|unit| unit.role.is_app());
        for unit in &mut self.all {
            let is_listed = matches!(
                unit.role,
                LegacyRole::Card | LegacyRole::Webhooks | LegacyRole::WorkflowAction
            );
            if is_listed && !self.references.contains(unit.path) {
                unit.live = if has_app {
                    Live::NotReferenced
                } else {
                    Live::Unknown
                };
            }
        }
    }

    /// A theme may have functions of its own, which are no part of an app: the CMS runs them.
    fn leave_functions_of_themes(&mut self, files: &Files<'_, '_>, apps: &BTreeSet<String>) {
        let mut themes: BTreeSet<&str> = BTreeSet::new();
        for (path, file) in &files.json {
            let has_own_folder = path.folder() != files.src.as_str();
            if file.role == Some(LegacyRole::Theme) && !is_in_any(apps, path) && has_own_folder {
                themes.insert(path.folder());
            }
        }
        self.all.retain(|unit| {
            unit.role != LegacyRole::Functions
                || !unit.path.parents().any(|folder| themes.contains(folder))
        });
    }

    /// A theme in the folder of another one is a part of that. One at the root of the source folder has no folder of its
    /// own.
    fn keep_outermost_themes(&mut self, files: &Files<'_, '_>) {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for unit in &self.all {
            let folder = unit.path.folder();
            if unit.role.is_of_cms() && folder != files.src.as_str() {
                folders.insert(folder);
            }
        }
        self.all.retain(|unit| {
            let mut outer = unit.path.parents().skip(1);
            !unit.role.is_of_cms() || !outer.any(|folder| folders.contains(folder))
        });
    }
}

/// Whether no folder between the source folder and a file begins with a dot: HubSpot uploads nothing from there.
pub fn is_in_upload(src: &RelPath, path: &RelPath) -> bool {
    path.below(src.as_str())
        .is_some_and(|below| !is_in_dot_folder(below))
}

fn is_in_any(folders: &BTreeSet<String>, path: &RelPath) -> bool {
    folders.iter().any(|folder| path.below(folder).is_some())
}

/// Whether it belongs to a theme or assets folder without its component file. A `theme.json` of an app is the design of its
/// cards.
fn is_theme(files: &Files<'_, '_>, apps: &BTreeSet<String>, path: &RelPath) -> bool {
    if is_in_any(apps, path) {
        return false;
    }
    let is_owned = files
        .themes
        .iter()
        .any(|folder| path.below(folder.as_str()).is_some());
    !is_owned
}
