//! The units of the old layout with their content.

use std::collections::BTreeSet;

use analysis::legacy_units::{self, Files};
use diagnostics::RelPath;
use project::legacy_file::LegacyFile;
use syntax::Value;

use crate::inputs::Inputs;

pub(crate) use analysis::legacy_units::Live;
pub(crate) use project::legacy_file::LegacyRole as UnitKind;

/// The name of a component file with single properties of the old layout.
pub(crate) fn name_of_half_migrated() -> &'static str {
    "half-migrated component"
}

/// What a person calls a unit, in the singular.
pub(crate) fn name(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::PrivateApp => "private app",
        UnitKind::PublicApp => "public app",
        UnitKind::Card => "card",
        UnitKind::ClassicCard => "classic card",
        UnitKind::Functions => "serverless.json file",
        UnitKind::Webhooks => "webhooks file",
        UnitKind::WorkflowAction => "workflow action",
        UnitKind::Theme => "theme",
        UnitKind::CmsAssets => "CMS assets folder",
        UnitKind::HalfMigrated(_) => name_of_half_migrated(),
    }
}

pub(crate) struct Unit<'a> {
    pub kind: UnitKind,
    pub path: &'a RelPath,
    pub root: Value<'a>,
    pub live: Live,
}

pub(crate) struct Units<'a> {
    pub all: Vec<Unit<'a>>,
    /// What the app files list.
    pub references: BTreeSet<RelPath>,
}

impl<'a> Units<'a> {
    pub(crate) fn recognize(inputs: &'a Inputs<'_>) -> Units<'a> {
        let facts: Vec<(&RelPath, LegacyFile)> = inputs
            .json_files()
            .filter(|(path, _)| legacy_units::is_in_upload(&inputs.src, path))
            .map(|(path, root)| (path, LegacyFile::of(path, Some(root))))
            .collect();
        let files = Files {
            src: &inputs.src,
            json: facts.iter().map(|(path, file)| (*path, file)).collect(),
            themes: themes(inputs),
        };
        let recognized = legacy_units::Units::recognize(&files);
        let mut all = Vec::new();
        for unit in recognized.all {
            if let Some(root) = inputs.root(unit.path) {
                all.push(Unit {
                    kind: unit.role,
                    path: unit.path,
                    root,
                    live: unit.live,
                });
            }
        }
        Units {
            all,
            references: recognized.references,
        }
    }

    pub(crate) fn apps(&self) -> impl Iterator<Item = &Unit<'a>> {
        self.all.iter().filter(|unit| unit.kind.is_app())
    }
}

/// The folders of themes and CMS assets that have a component file.
fn themes(inputs: &Inputs<'_>) -> BTreeSet<RelPath> {
    let mut themes = BTreeSet::new();
    for (path, root) in inputs.json_files() {
        let theme_path = root.at(&["config", "themePath"]);
        if path.file_name().ends_with("-hsmeta.json")
            && let Some(name) = theme_path.and_then(|value| value.as_str())
        {
            themes.extend(RelPath::new(path.folder()).join_written(name));
        }
    }
    themes
}
