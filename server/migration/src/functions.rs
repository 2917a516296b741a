//! `serverless.json` → one `app/functions/*-hsmeta.json` for each function.
//!
//! The uid is the name: cards call a function by its name before 2025.2 and by its uid since 2026.03 (npm
//! @hubspot/ui-extensions-dev-server 2.1.2, `serverless/config.js`).

mod entry;
mod existing;
mod half;
mod package;

use std::collections::BTreeMap;

use diagnostics::RelPath;
use syntax::Value;

use crate::Auth;
use crate::account::Account;
use crate::card;
use crate::draft::Draft;
use crate::files::is_installed;
use crate::json;
use crate::pages;
use crate::plan::{Action, DecisionId};
use crate::units::{Unit, UnitKind};
use entry::{Converted, Function};

pub(crate) use half::convert as convert_half;
pub(crate) use package::create as create_package;

/// Why known properties have no successor.
const REASONS: &[(&str, &str)] = &[
    ("runtime", "HubSpot has not read it since 2023.2"),
    ("version", "HubSpot has not read it since 2023.2"),
    (
        "environment",
        "HubSpot has no environment variables for functions anymore: add secrets",
    ),
    ("timeout", "HubSpot never read it: the limit is 15 seconds"),
    ("memory", "HubSpot never read it"),
    ("appFunctions", "it lists no functions"),
    ("endpoints", "it lists no functions"),
];

pub(crate) fn convert<'a>(draft: &mut Draft<'a>, unit: &'a Unit<'a>) {
    if !draft.inputs.has_functions() {
        leave_all(draft, unit);
        return;
    }
    warn_of_oauth(draft, unit);
    let mut account = Account::new(unit.path, unit.root);
    let mut created: Vec<RelPath> = Vec::new();
    let mut is_complete = true;
    let mut differs = false;
    for function in functions(unit.root) {
        match function.convert(draft, unit, &mut account) {
            Converted::To(path) => created.push(path),
            Converted::Differs => differs = true,
            Converted::No => is_complete = false,
        }
    }
    if differs
        && let Some(secrets) = unit.root.get("secrets")
        && !account.mentions(secrets)
    {
        account.stays(secrets, "those of functions that are not converted");
    }
    for key in LISTS {
        if let Some(list) = unit.root.get(key)
            && !json::is_object(list)
        {
            account.stays(list, "not an object with the functions by name");
            is_complete = false;
        }
    }
    warn_of_endpoints(draft, unit.root);
    for environment in environments(unit.root) {
        announce_environment(draft, unit.path, environment);
    }
    let fields = account.finish(REASONS);
    draft.account(fields);
    if is_complete && !differs {
        created.dedup();
        draft.remove(unit.path, created);
        return;
    }
    if differs {
        // The paths in it are relative to its folder.
        let to = unit.path.clone();
        let reason = "it has functions that differ from those that HubSpot reads".to_owned();
        draft.act(unit.path, Action::Leave { to, reason });
    }
    if !is_complete {
        // The paths in it are relative to its folder.
        let to = unit.path.clone();
        let reason = "it has functions that are not converted".to_owned();
        draft.act(unit.path, Action::Leave { to, reason });
        draft.by_hand(
            unit.path,
            "correct the functions that are not converted and migrate again, or write them as components",
            Some(pages::FUNCTIONS),
        );
    }
}

/// The objects with functions by their names, and by the paths of their endpoints.
const LISTS: [&str; 2] = ["appFunctions", "endpoints"];

/// The functions of `appFunctions`, and those of `endpoints`, the form of 2021 to 2023.
fn functions(root: Value<'_>) -> Vec<Function<'_>> {
    let shared: Option<Value<'_>> = root.get("secrets");
    let mut functions = Vec::new();
    for (key, is_endpoint) in [("appFunctions", false), ("endpoints", true)] {
        let list = root.get(key);
        for member in list.into_iter().flat_map(|list| list.members()) {
            functions.push(Function {
                name: member.key.text,
                value: member.value,
                is_endpoint,
                shared_secrets: shared,
            });
        }
    }
    functions
}

fn leave_all(draft: &mut Draft<'_>, unit: &Unit<'_>) {
    let target = draft.layout.target(unit.path);
    draft.decide(
        DecisionId::Functions,
        unit.path,
        "platform version 2025.2 runs no app functions",
        "leave them unconverted",
        &["--to 2026.03", "--to 2026.09"],
    );
    draft.by_hand(
        &target,
        "move the functions to your own server, call it by `hubspot.fetch`, and list its host in `permittedUrls.fetch`",
        Some(pages::PRIVATE_APP),
    );
    card::leave(draft, unit, "platform version 2025.2 runs no app functions");
}

/// An app with OAuth cannot have functions (HubSpot's component list of 2026.x: static and private only).
fn warn_of_oauth(draft: &mut Draft<'_>, unit: &Unit<'_>) {
    let is_public = draft
        .units
        .apps()
        .any(|app| app.kind == UnitKind::PublicApp);
    if is_public && draft.inputs.options.auth != Some(Auth::Static) {
        draft.decide(
            DecisionId::Functions,
            unit.path,
            "an app with `auth.type: \"oauth\"` cannot have functions",
            "convert them; HubSpot refuses the build until they are moved to your own server or the app is private",
            &["--auth static"],
        );
    }
}

/// The paths of endpoints are those of the whole account.
fn warn_of_endpoints(draft: &mut Draft<'_>, root: Value<'_>) {
    let has_endpoint = functions(root)
        .iter()
        .any(|function| function.is_endpoint || function.value.get("endpoint").is_some());
    if has_endpoint {
        let folder = draft.inputs.in_src("app/functions");
        let what = "a project with a new name takes over the endpoints of the old one as soon as it is deployed: HubSpot serves the function that was deployed last";
        draft.by_hand(&folder, what, Some(pages::FUNCTIONS));
    }
}

/// Folders of functions without `serverless.json`, of which HubSpot never ran anything.
pub(crate) fn list_unused_folders(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    let mut folders: BTreeMap<&str, bool> = BTreeMap::new();
    for path in inputs.project.below(inputs.src.as_str()) {
        for folder in path.parents() {
            if folder.ends_with(".functions") && !is_installed(path) {
                let name = path.file_name();
                let has_functions = name == "serverless.json" || name.ends_with("-hsmeta.json");
                *folders.entry(folder).or_default() |= has_functions;
            }
        }
    }
    for (folder, has_functions) in folders {
        if !has_functions {
            let target = draft.layout.target(&RelPath::new(format!("{folder}/x")));
            let what =
                format!("`{folder}` has no `serverless.json`: no function of it was ever live");
            draft.by_hand(&RelPath::new(target.folder()), &what, None);
        }
    }
}

/// The objects with environment variables: of the file, and of its functions.
pub(crate) fn environments(root: Value<'_>) -> Vec<Value<'_>> {
    let mut found: Vec<Value<'_>> = root.get("environment").into_iter().collect();
    for function in functions(root) {
        found.extend(function.value.get("environment"));
    }
    found.retain(|value| json::is_object(*value));
    found
}

/// Values are not shown: they are secrets often enough.
fn announce_environment(draft: &mut Draft<'_>, file: &RelPath, environment: Value<'_>) {
    let names: Vec<&str> = environment
        .members()
        .map(|member| member.key.text)
        .collect();
    let Some(first) = names.first() else { return };
    let shown = names.join("`, `");
    let what = format!(
        "add the environment variables `{shown}` as secrets (`hs secret add {first}`), list them in `secretKeys` and read them from `process.env`"
    );
    let folder = draft.inputs.in_src("app/functions");
    draft.by_hand(&folder, &what, Some(pages::LATEST_PLATFORM));
    draft.decide(
        DecisionId::Functions,
        file,
        &format!("the values of the environment variables `{shown}` are not migrated"),
        "leave them out",
        &[],
    );
}
