//! What has to be done once for the whole project.

use std::collections::{BTreeMap, BTreeSet};

use catalog::PACKAGE_JSON;
use diagnostics::RelPath;

use crate::draft::Draft;
use crate::pages;
use crate::plan::{Action, DecisionId};

pub(crate) fn add(draft: &mut Draft<'_>) {
    add_misnamed(draft);
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
    for (path, known) in found {
        let what =
            format!("rename it to `{known}` and plan again: HubSpot reads it under that name only");
        let target = draft.layout.target(&path);
        draft.by_hand(&target, &what, None);
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
        let what = "run `hs project install-deps`: `node_modules` folders do not move; delete the old ones";
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
    if has_theme && !has_app {
        let manifest = draft.inputs.manifest.clone();
        let what = "run `hs project upload`: no other step is needed for themes";
        draft.by_hand(&manifest, what, Some(pages::CMS));
    }
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
    let mut what = "test the functions with Node.js 22, which runs them since 2025.2".to_owned();
    if let Some((_, old)) = old {
        what += &format!("; before, it was Node.js {old}");
    }
    let folder = draft.inputs.in_src("app/functions");
    draft.by_hand(&folder, &what, Some(pages::FUNCTIONS));
}
