//! What has to be done once for the whole project.

use std::collections::{BTreeMap, BTreeSet};

use catalog::{ComponentType, PACKAGE_JSON};
use diagnostics::RelPath;
use syntax::Value;

use crate::card;
use crate::draft::Draft;
use crate::json;
use crate::pages;
use crate::plan::{Action, DecisionId};

pub(crate) fn add(draft: &mut Draft<'_>) {
    add_misnamed(draft);
    add_unsupported_functions(draft);
    if !draft.plan.changes_anything() {
        return;
    }
    add_folders_in_other_case(draft);
    add_packages(draft);
    add_node(draft);
    add_upload(draft);
}

/// The files of the old layout that HubSpot's tools know by name.
const KNOWN_NAMES: &[&str] = &["app.json", "public-app.json", "serverless.json"];

/// Files whose names differ from those in letter case only.
fn add_misnamed(draft: &mut Draft<'_>) {
    let mut found = Vec::new();
    for path in draft.inputs.project.below(draft.inputs.src.as_str()) {
        let name = path.file_name();
        let known = KNOWN_NAMES
            .iter()
            .find(|known| known.eq_ignore_ascii_case(name) && **known != name);
        if let Some(known) = known
            && draft.inputs.is_own(path)
        {
            found.push((path.clone(), *known));
        }
    }
    let inputs = draft.inputs;
    for (path, root) in inputs.json_files() {
        if is_component(path, root) {
            let name = format!("{}-hsmeta.json", card::stem(path));
            let what = format!(
                "rename it to `{name}`: HubSpot reads components in files that end with `-hsmeta.json` only"
            );
            let target = draft.layout.target(path);
            draft.by_hand(&target, &what, None);
        }
    }
    for (path, known) in found {
        let what =
            format!("rename it to `{known}` and plan again: HubSpot reads it under that name only");
        let target = draft.layout.target(&path);
        draft.by_hand(&target, &what, None);
    }
}

/// Whether a file has the content of a component and another name.
fn is_component(path: &RelPath, root: Value<'_>) -> bool {
    let type_name = root.get("type").and_then(|value| value.as_str());
    let is_named = path.file_name().ends_with("-hsmeta.json");
    !is_named
        && type_name.is_some_and(|name| ComponentType::named(name).is_some())
        && root.get("config").is_some_and(json::is_object)
        && root.get("uid").is_some()
}

/// Component files of functions in a project whose version runs none.
fn add_unsupported_functions(draft: &mut Draft<'_>) {
    if draft.inputs.has_functions() {
        return;
    }
    let mut components = draft.inputs.components();
    let function = components.find(|(_, root)| {
        root.get("type").and_then(|value| value.as_str()) == Some("app-function")
    });
    if let Some((path, _)) = function {
        let file = path.clone();
        draft.decide(
            DecisionId::Functions,
            &file,
            "platform version 2025.2 runs no app functions",
            "leave the functions and the version as they are",
            &["--to 2026.03", "--to 2026.09"],
        );
    }
}

/// New folders whose names differ from those of existing ones in letter case only: macOS and Windows keep the old name.
fn add_folders_in_other_case(draft: &mut Draft<'_>) {
    let mut existing: BTreeMap<String, &str> = BTreeMap::new();
    for path in draft.inputs.project.files.keys() {
        for folder in path.parents() {
            existing.insert(folder.to_lowercase(), folder);
        }
    }
    let mut found: BTreeSet<(RelPath, RelPath)> = BTreeSet::new();
    let moved = draft.plan.files.values().filter_map(|action| match action {
        Action::Move { to } | Action::Change { to, .. } | Action::Leave { to, .. } => Some(to),
        Action::Keep | Action::Remove { .. } => None,
    });
    for path in moved.chain(draft.plan.created.keys()) {
        for folder in path.parents() {
            if draft.inputs.project.below(folder).next().is_none()
                && let Some(old) = existing.get(&folder.to_lowercase())
            {
                found.insert((RelPath::new(folder), RelPath::new(old)));
            }
        }
    }
    for (folder, old) in found {
        let what = format!(
            "on macOS and Windows this folder keeps the name `{old}`: rename it in two steps, as HubSpot distinguishes upper and lower case"
        );
        draft.by_hand(&folder, &what, None);
    }
}

/// Installed packages are not part of the project: they stay where they are.
fn add_packages(draft: &mut Draft<'_>) {
    let moves = draft.plan.files.iter().any(|(path, action)| {
        let to = match action {
            Action::Move { to } | Action::Change { to, .. } => to,
            _ => return false,
        };
        path.file_name() == PACKAGE_JSON && to != path
    });
    if moves {
        let manifest = draft.inputs.manifest.clone();
        let what = "run `hs project install-deps`, and delete `node_modules` folders at the old paths, if there are any: they do not move";
        draft.by_hand(&manifest, what, None);
    }
}

/// A theme is not bound to a project as an app is: HubSpot's own migration of themes converts the files, too (npm
/// @hubspot/cli 8.14.0, `lib/theme/migrate.js`).
fn add_upload(draft: &mut Draft<'_>) {
    let has_theme = draft
        .plan
        .created
        .values()
        .any(|file| file.text.contains("\"themePath\""));
    let has_app = draft
        .plan
        .decisions
        .iter()
        .any(|decision| decision.id == DecisionId::DeployedApp);
    let functions = theme_functions(draft);
    for path in &functions {
        let what = "the functions of a theme are not converted: write them as components of type `app-function` in an app, or keep the theme out of projects";
        draft.by_hand(path, what, Some(pages::CMS));
    }
    if has_theme && !has_app && functions.is_empty() {
        let manifest = draft.inputs.manifest.clone();
        let what = "run `hs project upload`: no other step is needed for themes";
        draft.by_hand(&manifest, what, Some(pages::CMS));
    }
}

/// The `serverless.json` files in themes, as they are called after the migration.
fn theme_functions(draft: &Draft<'_>) -> Vec<RelPath> {
    let inputs = draft.inputs;
    let mut found = Vec::new();
    for unit in &draft.units.all {
        let folder = unit.path.folder();
        if !unit.kind.is_of_cms() || folder == inputs.src.as_str() {
            continue;
        }
        for path in inputs.project.below(folder) {
            if path.file_name() == "serverless.json" && inputs.is_own(path) {
                found.push(draft.layout.target(path));
            }
        }
    }
    found
}

/// The version of Node.js that ran functions, by platform version.
const NODE: &[(&str, &str)] = &[("2023.1", "16"), ("2023.2", "18"), ("2025.1", "20")];

fn add_node(draft: &mut Draft<'_>) {
    let mut created = draft.plan.created.values();
    if !created.any(|file| file.text.contains("\"app-function\"")) {
        return;
    }
    let version = draft.inputs.version.as_deref();
    let old = NODE.iter().find(|(name, _)| version == Some(*name));
    let target = &draft.inputs.target;
    let mut what = format!("test the functions with Node.js 22, which runs them in {target}");
    if let Some((_, old)) = old {
        what += &format!("; before, it was Node.js {old}");
    }
    let folder = draft.inputs.in_src("app/functions");
    draft.by_hand(&folder, &what, Some(pages::FUNCTIONS));
}
