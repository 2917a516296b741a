//! The two folders, each read as a project.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
use crate::{Content, Options, ProjectFiles, theme};

/// The manifest of a folder that has none, such as `archive`: it is the source folder of a project of the old layout.
const SOURCE_FOLDER: &str = r#"{"srcDir": ".", "platformVersion": "2025.1"}"#;

pub(super) fn with_manifest<'a>(folder: &Folder<'a>) -> Cow<'a, ProjectFiles> {
    if folder.files.contains(MANIFEST) {
        return Cow::Borrowed(folder.files);
    }
    let mut files = folder.files.clone();
    files.insert(MANIFEST, Content::text(SOURCE_FOLDER));
    Cow::Owned(files)
}

/// Expects all that can be converted: 2025.2 has no functions, and a person may have converted what was not live.
pub(super) fn options(old: &ProjectFiles) -> Options {
    let syntax = syntax::parse(old.text(MANIFEST).unwrap_or_default());
    let version = syntax.root().and_then(|root| root.get("platformVersion"));
    let version = version.and_then(|value| value.as_str()).unwrap_or_default();
    let mut options = Options {
        convert_unreferenced: true,
        ..Options::default()
    };
    if !is_legacy(version) && compare_versions(version, NEWEST_STABLE).is_lt() {
        options.to = Some(NEWEST_STABLE.to_owned());
    }
    options
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
        file: RelPath::new(shown(folder.name, refusal.file.as_str())),
        ..refusal
    }
}

/// A path as a person finds it.
fn shown(folder: &str, path: &str) -> String {
    match folder.trim_end_matches('/') {
        "." => path.to_owned(),
        "" if folder.is_empty() => path.to_owned(),
        folder if path.is_empty() => folder.to_owned(),
        folder => [folder, "/", path].concat(),
    }
}

/// The files before.
pub(super) struct Old<'a> {
    pub name: &'a str,
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
            name: folder.name,
            inputs,
            units,
            plan,
            is_project: folder.files.contains(MANIFEST),
            components,
        }
    }

    pub(super) fn shown(&self, path: &RelPath) -> String {
        shown(self.name, path.as_str())
    }

    pub(super) fn address(&self, path: &RelPath, property: &str) -> Address {
        Address {
            file: self.shown(path),
            property: property.to_owned(),
        }
    }

    /// Why a file need not have become a component.
    pub(super) fn reason_to_leave(&self, path: &RelPath) -> Option<&'static str> {
        let unit = self.units.all.iter().find(|unit| unit.path == path)?;
        match unit.live {
            Live::Referenced => None,
            Live::NotReferenced => Some("the app file does not list it, so it was not live"),
            Live::Unknown => {
                Some("there is no app file that lists it, so it may not have been live")
            }
        }
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
    pub name: &'a str,
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
            name: folder.name,
            inputs,
            version: if folder.files.contains(MANIFEST) {
                own
            } else {
                folder.version
            },
            components,
            broken,
        }
    }

    pub(super) fn shown(&self, path: &RelPath) -> String {
        shown(self.name, path.as_str())
    }

    pub(super) fn address(&self, path: &RelPath, property: &str) -> Address {
        Address {
            file: self.shown(path),
            property: property.to_owned(),
        }
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
