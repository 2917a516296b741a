//! Themes and CMS React assets: the folder moves below `theme` or `cms-assets` and gets a component file.
//!
//! The mapping is that of npm @hubspot/project-parsing-lib 0.23.0, `migrateThemes.js`, without its errors: it also takes files
//! whose names only end in `theme.json`, and loses folders whose names begin with that of a theme.

use diagnostics::{RelPath, path::below};
use syntax::{Value, edit};

use crate::account::Account;
use crate::card;
use crate::draft::Draft;
use crate::inputs::Inputs;
use crate::json::Object;
use crate::layout::Layout;
use crate::pages;
use crate::plan::{Action, DecisionId};
use crate::secret_names::{self, Target};
use crate::units::{Unit, UnitKind, Units};

/// The property with the names of secrets, in both spellings.
const SECRETS: [&str; 2] = ["secretNames", "secret_names"];

/// Whether the folder of a theme is the source folder, or that of all themes with others in it: nothing tells its files from
/// others.
fn is_shared(inputs: &Inputs<'_>, unit: &Unit<'_>, type_name: &str) -> bool {
    let folder = unit.path.folder();
    let themes = inputs.in_src(type_name);
    let has_components = inputs
        .components()
        .any(|(path, _)| path.folder() == themes.as_str());
    folder == inputs.src.as_str() || folder == themes.as_str() && has_components
}

/// The folder of the source folder and the type of its components.
fn type_of(kind: UnitKind) -> Option<&'static str> {
    match kind {
        UnitKind::Theme => Some("theme"),
        UnitKind::CmsAssets => Some("cms-assets"),
        _ => None,
    }
}

/// The folder that was requested for a theme at the root of the source folder. The files of a project with `srcDir` `.` are
/// those of the repository, so none is made for it.
fn requested_folder(
    inputs: &Inputs<'_>,
    units: &Units<'_>,
    unit: &Unit<'_>,
    type_name: &str,
) -> Option<RelPath> {
    let name = inputs.options.theme_folder.as_ref()?;
    let is_alone = units.all.iter().all(|other| {
        other.path == unit.path
            || other.path.folder() != unit.path.folder()
            || type_of(other.kind).is_none()
    });
    if is_at_root(inputs, unit) && is_alone {
        inputs.in_src(type_name).join(name)
    } else {
        None
    }
}

/// Whether a theme can get a folder: it is at the root of the source folder, which is a folder of the project.
fn is_at_root(inputs: &Inputs<'_>, unit: &Unit<'_>) -> bool {
    let src = inputs.src.as_str();
    unit.path.folder() == src && !src.is_empty()
}

/// The theme moves without the folders in which there are other components.
fn add_root_theme(
    inputs: &Inputs<'_>,
    units: &Units<'_>,
    unit: &Unit<'_>,
    to: RelPath,
    layout: &mut Layout,
) {
    let src = inputs.src.as_str();
    for folder in ["app", "theme", "cms-assets"] {
        layout.stays(inputs.in_src(folder));
    }
    let components = inputs.components().map(|(path, _)| path);
    for path in units.all.iter().map(|unit| unit.path).chain(components) {
        match path.below(src).map(|path| path.split_once('/')) {
            Some(Some((folder, _))) => layout.stays(inputs.in_src(folder)),
            Some(None) if path != unit.path => layout.file_stays(path),
            _ => {}
        }
    }
    // What a component of the app names is not of the theme.
    for unit in &units.all {
        for names in NAMED {
            let written = unit.root.at(names).and_then(|value| value.as_str());
            if let Some(written) = written
                && let Some(path) = RelPath::written_in(unit.path.folder(), written)
                && layout.target(&path) == path
            {
                layout.file_stays(&path);
            }
        }
    }
    layout.theme(src, to);
}

/// The properties of apps and cards that name a file.
const NAMED: &[&[&str]] = &[
    &["logo"],
    &["data", "module", "file"],
    &["data", "previewImage", "file"],
];

/// Adds the folders of themes to the layout.
pub(crate) fn add_folders(inputs: &Inputs<'_>, units: &Units<'_>, layout: &mut Layout) {
    for unit in &units.all {
        let Some(type_name) = type_of(unit.kind) else {
            continue;
        };
        if let Some(to) = requested_folder(inputs, units, unit, type_name) {
            add_root_theme(inputs, units, unit, to, layout);
            continue;
        }
        let folder = unit.path.folder();
        let themes = inputs.in_src(type_name);
        if !is_shared(inputs, unit, type_name)
            && below(folder, themes.as_str()).is_none()
            && let Some(to) = themes.join(RelPath::new(folder).file_name())
        {
            layout.theme(folder, to);
        }
    }
}

pub(crate) fn convert<'a>(draft: &mut Draft<'a>, unit: &'a Unit<'a>) {
    let Some(type_name) = type_of(unit.kind) else {
        return;
    };
    let requested = requested_folder(draft.inputs, draft.units, unit, type_name);
    if is_at_root(draft.inputs, unit) {
        ask_for_folder(draft, unit, type_name);
    }
    if requested.is_none() && is_shared(draft.inputs, unit, type_name) {
        let folder = draft.inputs.in_src(type_name);
        let what = format!("move the files of this theme to `{folder}/<name>` and migrate again");
        draft.by_hand(unit.path, &what, Some(pages::CMS));
        card::leave(
            draft,
            unit,
            "nothing tells the files of the theme from others in this folder; it needs a folder of its own",
        );
        return;
    }
    let target = draft.layout.target(unit.path);
    let folder = draft.inputs.in_src(type_name);
    let Some(rest) = target.below(folder.as_str()) else {
        return;
    };
    let name = match rest.split_once('/') {
        Some((name, _)) => name.to_owned(),
        None => return,
    };
    let same = draft
        .units
        .all
        .iter()
        .filter(|other| other.kind == unit.kind);
    // HubSpot's CMS development server finds only this name.
    let stem = if same.count() == 1 { type_name } else { &name };
    let path = draft.free_path(type_name, stem);
    let uid = draft.uid(unit.path, Some(&name), &name, type_name, &path);
    if uid == name {
        let reason = "the name of the folder, as in HubSpot's own migration";
        draft.generate(&path, "uid", &uid, reason);
    }
    let mut account = Account::new(unit.path, unit.root);
    let mut config = Object::default();
    config.string("themePath", &name);
    let target_list = Target {
        file: &path,
        path: "config.secretNames",
    };
    let lists = SECRETS.iter().filter_map(|key| unit.root.get(key));
    let names = secret_names::merged(draft, &mut account, &target_list, lists);
    config.raw("secretNames", &names);
    let mut json = Object::default();
    json.string("uid", &uid);
    json.string("type", type_name);
    json.object("config", config);
    draft.create(path, &json.finish(), unit.path);
    marker(draft, unit, target, account);
}

fn ask_for_folder(draft: &mut Draft<'_>, unit: &Unit<'_>, type_name: &str) {
    let folder = draft.inputs.in_src(type_name);
    draft.decide(
        DecisionId::ThemeFolder,
        unit.path,
        &format!("HubSpot reads themes in a folder below `{folder}` only, and this one has none"),
        "leave it unconverted",
        &["--theme-folder NAME"],
    );
    if let Some(name) = &draft.inputs.options.theme_folder {
        draft.answered(name);
    }
}

/// The file that marks the folder stays in it, without the names of secrets.
fn marker<'a>(draft: &mut Draft<'a>, unit: &'a Unit<'a>, target: RelPath, account: Account<'a>) {
    let mut secrets = Vec::new();
    for member in unit.root.all_members() {
        if SECRETS.contains(&member.key.text) {
            secrets.push(member);
        }
    }
    let fields = account.finish_in_place(&target);
    draft.account(fields);
    if !secrets.is_empty() {
        let edits = edit::remove_members(unit.root, &secrets);
        let text = edit::apply(draft.inputs.text(unit.path), &edits);
        draft.act(unit.path, Action::Change { to: target, text });
    } else if target != *unit.path {
        draft.act(unit.path, Action::Move { to: target });
    }
}

/// A folder was requested, and no theme gets it.
pub(crate) fn list_unused_answer(draft: &mut Draft<'_>) {
    let (inputs, units) = (draft.inputs, draft.units);
    if inputs.options.theme_folder.is_none() {
        return;
    }
    let mut of_cms = units
        .all
        .iter()
        .filter_map(|unit| Some((unit, type_of(unit.kind)?)));
    let is_used = of_cms.any(|(unit, name)| requested_folder(inputs, units, unit, name).is_some());
    if !is_used {
        let manifest = inputs.manifest.clone();
        let what = "`--theme-folder` has no effect: it is for a theme directly in a source folder that is not the folder of the project";
        draft.by_hand(&manifest, what, None);
    }
}

/// The manifest with the new platform version.
pub(crate) fn manifest(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    let Some(root) = inputs.root(&inputs.manifest) else {
        return;
    };
    if inputs.version.as_deref() == Some(inputs.target.as_str()) {
        return;
    }
    let version: Option<Value<'_>> = root.get("platformVersion");
    let quoted = edit::quote(&inputs.target);
    let edits = match version {
        Some(version) => edit::replace_value(version, &quoted),
        None => edit::insert_member(root, "platformVersion", &quoted),
    };
    if version.is_none() {
        let reason = "without it, HubSpot's tools read the project as one of the old layout";
        let path = inputs.manifest.clone();
        draft.generate(&path, "platformVersion", &inputs.target, reason);
    }
    let text = edit::apply(inputs.text(&inputs.manifest), &edits);
    let mut account = Account::new(&inputs.manifest, root);
    if let Some(version) = version {
        account.converted(version, &inputs.manifest, "platformVersion");
    }
    let fields = account.finish_in_place(&inputs.manifest);
    draft.account(fields);
    let to = inputs.manifest.clone();
    draft.act(&inputs.manifest, Action::Change { to, text });
}
