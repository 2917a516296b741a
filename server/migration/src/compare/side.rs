//! The two folders, each read as a project.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use catalog::{MANIFEST, NEWEST_STABLE, compare_versions, is_legacy};
use diagnostics::RelPath;
use syntax::Syntax;

use super::{Address, Folder};
use crate::draft::Draft;
use crate::finish;
use crate::inputs::Inputs;
use crate::layout::Layout;
use crate::plan::{Action, Plan, Refusal};
use crate::units::{Live, Units};
use crate::{Content, Options, ProjectFiles, theme, uids};

/// A folder without a manifest, such as `archive`, is the source folder of a project of the old layout.
const SOURCE_FOLDER: &str = "src";
const SOURCE_MANIFEST: &str = r#"{"srcDir": "src", "platformVersion": "2025.1"}"#;

/// The project that a folder is, or whose source folder it is.
pub(super) fn project<'a>(folder: &Folder<'a>) -> Cow<'a, ProjectFiles> {
    if folder.is_project() {
        return Cow::Borrowed(folder.files);
    }
    let mut project = ProjectFiles::default();
    for (path, content) in &folder.files.files {
        let path = RelPath::new([SOURCE_FOLDER, "/", path.as_str()].concat());
        project.files.insert(path, content.clone());
    }
    project.insert(MANIFEST, Content::text(SOURCE_MANIFEST));
    Cow::Owned(project)
}

/// Expects all that the newest version can have, as 2025.2 has no functions, and a theme at the root of the source folder in the
/// folder that it got.
pub(super) fn options(old: &Inputs<'_>, new: &Inputs<'_>) -> Options {
    let mut options = Options::default();
    for (type_name, marker) in [("theme", "theme.json"), ("cms-assets", "cms-assets.json")] {
        if options.theme_folder.is_none() {
            options.theme_folder = theme_folder(old, new, type_name, marker);
        }
    }
    let version = old.version.as_deref().unwrap_or_default();
    if !is_legacy(version) && compare_versions(version, NEWEST_STABLE).is_lt() {
        options.to = Some(NEWEST_STABLE.to_owned());
    }
    options
}

/// The new folder of a theme that was at the root.
fn theme_folder(
    old: &Inputs<'_>,
    new: &Inputs<'_>,
    type_name: &str,
    marker: &str,
) -> Option<String> {
    let is_at_root = |inputs: &Inputs<'_>| {
        let path = inputs.in_src(marker);
        inputs.project.contains(path.as_str())
    };
    if !is_at_root(old) || is_at_root(new) {
        return None;
    }
    let mut names = BTreeSet::new();
    for (path, _) in old.json_files() {
        if path.file_name() == marker {
            names.insert(RelPath::new(path.folder()).file_name().to_owned());
        }
    }
    let themes = new.in_src(type_name);
    for (path, _) in new.json_files() {
        let folder = RelPath::new(path.folder());
        let name = folder.file_name();
        if path.file_name() == marker
            && folder.folder() == themes.as_str()
            && uids::is_valid(name)
            && !name.starts_with('.')
            && !names.contains(name)
        {
            return Some(name.to_owned());
        }
    }
    None
}

pub(super) fn inputs<'p>(
    folder: &Folder<'_>,
    files: &'p ProjectFiles,
    options: &'p Options,
) -> Result<Inputs<'p>, Refusal> {
    Inputs::read(files, options).map_err(|refusal| located(folder, refusal))
}

/// The plan for the old files. Files that would get the same path do not matter here: each is looked for by its content.
pub(super) fn expected<'a>(
    folder: &Folder<'_>,
    inputs: &'a Inputs<'a>,
    units: &'a Units<'a>,
) -> Result<Plan, Refusal> {
    let mut layout = Layout::new(inputs, units);
    theme::add_folders(inputs, units, &mut layout);
    let mut draft = Draft::new(inputs, units, layout);
    crate::refuse_what_is_unclear(&mut draft);
    if let Some(refusal) = draft.plan.refusals.pop() {
        return Err(located(folder, refusal));
    }
    crate::convert(&mut draft);
    finish::assign_files(&mut draft);
    finish::merge(&mut draft);
    Ok(draft.plan)
}

/// A refusal with the path as a person gave it.
fn located(folder: &Folder<'_>, refusal: Refusal) -> Refusal {
    Refusal {
        file: RelPath::new(folder.shown(&refusal.file)),
        ..refusal
    }
}

impl Folder<'_> {
    fn is_project(&self) -> bool {
        self.files.contains(MANIFEST)
    }

    /// A path as a person finds it.
    fn shown(&self, path: &RelPath) -> String {
        let path = match path.below(SOURCE_FOLDER) {
            Some(path) if !self.is_project() => path,
            _ => path.as_str(),
        };
        match self.name.trim_end_matches('/') {
            "." => path.to_owned(),
            "" if self.name.is_empty() => path.to_owned(),
            name => [name, "/", path].concat(),
        }
    }

    fn address(&self, path: &RelPath, property: &str) -> Address {
        Address {
            file: self.shown(path),
            property: property.to_owned(),
        }
    }
}

/// The files before.
pub(super) struct Old<'a> {
    folder: Folder<'a>,
    pub inputs: &'a Inputs<'a>,
    pub units: &'a Units<'a>,
    pub plan: Plan,
    /// Whether the folder is a project, which may be its own source folder.
    pub is_project: bool,
    /// The components that are expected, by their new paths.
    pub components: BTreeMap<RelPath, Expected>,
}

/// A component that is expected.
pub(super) struct Expected {
    /// The old file that it is made from.
    pub from: RelPath,
    pub syntax: Syntax,
}

impl<'a> Old<'a> {
    pub(super) fn of(
        folder: &Folder<'a>,
        inputs: &'a Inputs<'a>,
        units: &'a Units<'a>,
        plan: Plan,
    ) -> Old<'a> {
        let mut components = BTreeMap::new();
        for (path, file) in &plan.created {
            add(&mut components, path, &file.from, &file.text);
        }
        for (path, action) in &plan.files {
            let is_read = inputs.root(path).is_some();
            match action {
                Action::Change { to, text } => add(&mut components, to, path, text),
                Action::Keep if is_read => add(&mut components, path, path, inputs.text(path)),
                Action::Move { to } if is_read => {
                    add(&mut components, to, path, inputs.text(path));
                }
                _ => {}
            }
        }
        Old {
            folder: *folder,
            inputs,
            units,
            plan,
            is_project: folder.is_project(),
            components,
        }
    }

    pub(super) fn shown(&self, path: &RelPath) -> String {
        self.folder.shown(path)
    }

    pub(super) fn address(&self, path: &RelPath, property: &str) -> Address {
        self.folder.address(path, property)
    }

    /// The new paths of components that were not live.
    pub(super) fn unreferenced(&self) -> Vec<&RelPath> {
        let units = self.units.all.iter();
        let files: BTreeSet<&RelPath> = units
            .filter(|unit| unit.live != Live::Referenced)
            .map(|unit| unit.path)
            .collect();
        let components = self.components.iter();
        components
            .filter(|(_, component)| files.contains(&component.from))
            .map(|(path, _)| path)
            .collect()
    }
}

fn add(components: &mut BTreeMap<RelPath, Expected>, path: &RelPath, from: &RelPath, text: &str) {
    if let Some(syntax) = component(path, text) {
        let from = from.clone();
        components.insert(path.clone(), Expected { from, syntax });
    }
}

/// The files after.
pub(super) struct New<'a> {
    folder: Folder<'a>,
    pub inputs: &'a Inputs<'a>,
    /// The platform version of the project.
    pub version: Option<&'a str>,
    /// Its components.
    pub components: BTreeMap<&'a RelPath, Syntax>,
    /// Components that cannot be read.
    pub broken: Vec<&'a RelPath>,
}

impl<'a> New<'a> {
    pub(super) fn of(folder: &Folder<'a>, inputs: &'a Inputs<'a>) -> New<'a> {
        let mut components = BTreeMap::new();
        let mut broken = Vec::new();
        for (path, _) in inputs.json_files() {
            if !path.file_name().ends_with("-hsmeta.json") {
                continue;
            }
            match component(path, inputs.text(path)) {
                Some(syntax) => {
                    components.insert(path, syntax);
                }
                None => broken.push(path),
            }
        }
        let own = inputs.version.as_deref();
        New {
            folder: *folder,
            inputs,
            version: if folder.is_project() {
                own
            } else {
                folder.version
            },
            components,
            broken,
        }
    }

    pub(super) fn shown(&self, path: &RelPath) -> String {
        self.folder.shown(path)
    }

    pub(super) fn address(&self, path: &RelPath, property: &str) -> Address {
        self.folder.address(path, property)
    }
}

/// A component file, if it can be read as one.
fn component(path: &RelPath, text: &str) -> Option<Syntax> {
    if !path.file_name().ends_with("-hsmeta.json") {
        return None;
    }
    let syntax = syntax::parse(text);
    let is_component = syntax.errors.is_empty()
        && syntax
            .root()
            .and_then(|root| root.get("type"))
            .is_some_and(|value| value.as_str().is_some());
    if is_component { Some(syntax) } else { None }
}
