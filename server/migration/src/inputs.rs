//! What is known of a project before anything is planned: its configuration and its JSON files.

use std::collections::BTreeMap;

use catalog::{MANIFEST, NEWEST_STABLE, VERSIONS, VersionStatus, is_legacy, is_manifest};
use diagnostics::{RelPath, message};
use project::snapshot::ProjectFiles;
use syntax::{Syntax, Value};

use crate::Options;
use crate::files::is_installed;
use crate::plan::Refusal;
use crate::uids;

/// Larger files are data, not configuration.
pub(crate) const LARGEST_JSON: usize = 1_000_000;

pub(crate) struct Inputs<'p> {
    pub project: &'p ProjectFiles,
    pub options: &'p Options,
    pub manifest: RelPath,
    /// The source folder.
    pub src: RelPath,
    pub version: Option<String>,
    pub target: String,
    /// The folders of other projects in this one, whose files are not touched.
    pub nested: Vec<RelPath>,
    /// The manifest and the JSON files below the source folder.
    json: BTreeMap<RelPath, Syntax>,
    /// Those that are component files by their names.
    components: Vec<RelPath>,
}

impl<'p> Inputs<'p> {
    pub(crate) fn read(
        project: &'p ProjectFiles,
        options: &'p Options,
    ) -> Result<Inputs<'p>, Refusal> {
        let manifest = RelPath::new(MANIFEST);
        let Some(text) = project.text(MANIFEST) else {
            return Err(refusal(
                &manifest,
                "there is no `hsproject.json`",
                "run `hsmeta migrate` in the folder of `hsproject.json`",
            ));
        };
        for uid in options.uids.values() {
            if !uids::is_valid(uid) {
                let uid = message::quoted(uid);
                return Err(refusal(
                    &manifest,
                    &format!("HubSpot refuses the uid {uid}"),
                    "use at most 64 letters, digits, `-`, `_` and `.`",
                ));
            }
        }
        if let Some(name) = &options.theme_folder
            && (!uids::is_valid(name) || name.starts_with('.'))
        {
            let name = diagnostics::message::quoted(name);
            return Err(refusal(
                &manifest,
                &format!("{name} cannot be the folder and the uid of a theme"),
                "use at most 64 letters, digits, `-`, `_` and `.`, and a letter first",
            ));
        }
        let syntax = syntax::parse(text);
        let Some(root) = valid_root(&syntax) else {
            return Err(refusal(
                &manifest,
                "`hsproject.json` is not valid JSON",
                "run `hsmeta check` and fix its syntax errors",
            ));
        };
        let Some(src) = source_folder(root) else {
            return Err(refusal(
                &manifest,
                "`srcDir` is missing, or is not a folder of the project",
                "set `srcDir` to the folder with the source files, usually `src`",
            ));
        };
        let version = root
            .get("platformVersion")
            .and_then(|value| value.as_str())
            .map(str::to_owned);
        let target = target(&manifest, version.as_deref(), options)?;
        let nested = nested_projects(project);
        let mut json = read_json(project, &src, &nested);
        let components = json
            .keys()
            .filter(|path| path.file_name().ends_with("-hsmeta.json"))
            .cloned()
            .collect();
        json.insert(manifest.clone(), syntax);
        Ok(Inputs {
            project,
            options,
            manifest,
            src,
            version,
            target,
            nested,
            json,
            components,
        })
    }

    /// The value of a JSON file; of broken text, the parts that could be read.
    pub(crate) fn root(&self, path: &RelPath) -> Option<Value<'_>> {
        self.json.get(path)?.root()
    }

    pub(crate) fn is_valid(&self, path: &RelPath) -> bool {
        self.json
            .get(path)
            .is_some_and(|syntax| syntax.errors.is_empty())
    }

    /// Whether a file is part of the project itself: not installed, and not of a project in it.
    pub(crate) fn is_own(&self, path: &RelPath) -> bool {
        !is_installed(path) && !is_nested(&self.nested, path)
    }

    /// The JSON files below the source folder, in order.
    pub(crate) fn json_files(&self) -> impl Iterator<Item = (&RelPath, Value<'_>)> {
        self.json
            .iter()
            .filter(|(path, _)| **path != self.manifest)
            .filter_map(|(path, syntax)| Some((path, syntax.root()?)))
    }

    /// The component files below the source folder, in order.
    pub(crate) fn components(&self) -> impl Iterator<Item = (&RelPath, Value<'_>)> {
        self.components
            .iter()
            .filter_map(|path| Some((path, self.root(path)?)))
    }

    pub(crate) fn json_syntaxes(&self) -> impl Iterator<Item = &Syntax> {
        self.json.values()
    }

    pub(crate) fn text(&self, path: &RelPath) -> &'p str {
        self.project.text(path.as_str()).unwrap_or_default()
    }

    /// A path below the source folder.
    pub(crate) fn in_src(&self, path: &str) -> RelPath {
        self.src.join(path).unwrap_or_else(|| self.src.clone())
    }

    /// The only folder of apps in the new layout.
    pub(crate) fn new_app(&self) -> RelPath {
        self.in_src("app")
    }

    /// Whether the project is of the old layout by its version.
    pub(crate) fn is_legacy(&self) -> bool {
        self.version.as_deref().is_none_or(is_legacy)
    }

    /// Whether the target version runs app functions: 2025.2 does not (npm @hubspot/app-functions-dev-server 0.11.1).
    pub(crate) fn has_functions(&self) -> bool {
        self.target != "2025.2"
    }
}

fn refusal(file: &RelPath, reason: &str, help: &str) -> Refusal {
    Refusal {
        file: file.clone(),
        reason: reason.to_owned(),
        help: help.to_owned(),
        decision: None,
    }
}

fn valid_root(syntax: &Syntax) -> Option<Value<'_>> {
    if syntax.errors.is_empty() {
        syntax.root()
    } else {
        None
    }
}

fn source_folder(root: Value<'_>) -> Option<RelPath> {
    let written = root.get("srcDir")?.as_str()?;
    RelPath::default().join_written(written)
}

/// The versions that a project can be migrated to, oldest first.
pub fn targets() -> Vec<&'static str> {
    let mut targets = Vec::new();
    for version in VERSIONS {
        if matches!(
            version.status,
            VersionStatus::Supported | VersionStatus::Expiring
        ) {
            targets.push(version.name);
        }
    }
    targets
}

/// The version to migrate to. A missing version is an old one, as for the development server (npm
/// @hubspot/ui-extensions-dev-server 2.1.2). A project of the new layout keeps its version unless another one is requested.
fn target(manifest: &RelPath, version: Option<&str>, options: &Options) -> Result<String, Refusal> {
    let current = version.unwrap_or_default();
    let is_old = version.is_none_or(is_legacy);
    let Some(wanted) = &options.to else {
        return Ok(if is_old { NEWEST_STABLE } else { current }.to_owned());
    };
    if !targets().contains(&wanted.as_str()) {
        let wanted = message::quoted(wanted);
        return Err(refusal(
            manifest,
            &format!("cannot migrate to platform version {wanted}"),
            &format!("choose a supported version: {}", message::any_of(targets())),
        ));
    }
    let is_older = catalog::compare_versions(wanted, current).is_lt();
    if !is_old && is_older {
        return Err(refusal(
            manifest,
            &format!("the project already has platform version `{current}`"),
            "leave out `--to`, or choose a newer version",
        ));
    }
    Ok(wanted.clone())
}

/// The folders below the project that have a manifest of their own.
fn nested_projects(project: &ProjectFiles) -> Vec<RelPath> {
    let mut folders = Vec::new();
    for path in project.files.keys() {
        if is_manifest(path.file_name()) && !path.folder().is_empty() && !is_installed(path) {
            folders.push(RelPath::new(path.folder()));
        }
    }
    folders
}

/// Whether a file is part of a project in this one.
pub(crate) fn is_nested(nested: &[RelPath], path: &RelPath) -> bool {
    nested
        .iter()
        .any(|folder| path.below(folder.as_str()).is_some())
}

/// Whether a file is in a folder whose name begins with a dot: HubSpot uploads none, and removed files are kept in one.
fn is_hidden(src: &RelPath, path: &RelPath) -> bool {
    let below = path.below(src.as_str()).unwrap_or_default();
    let mut folders = below.split('/').rev().skip(1);
    folders.any(|folder| folder.starts_with('.'))
}

fn read_json(
    project: &ProjectFiles,
    src: &RelPath,
    nested: &[RelPath],
) -> BTreeMap<RelPath, Syntax> {
    let mut json = BTreeMap::new();
    for path in project.below(src.as_str()) {
        let is_json = path.file_name().ends_with(".json");
        if !is_json || is_installed(path) || is_hidden(src, path) || is_nested(nested, path) {
            continue;
        }
        if let Some(text) = project.text(path.as_str())
            && text.len() <= LARGEST_JSON
        {
            json.insert(path.clone(), syntax::parse(text));
        }
    }
    json
}
