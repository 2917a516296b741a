//! # legacy-file
//!
//! A configuration file of the project layout before 2025.2 is still in the project.
//!
//! ## What it does
//!
//! Reports `app.json`, `public-app.json` and `serverless.json`, and JSON files that define a card,
//! webhooks or a workflow action in the format of that layout. Cards and webhooks that an app file
//! lists are reported with it; others were never live. The `app.json` of another tool, such as Expo,
//! is not reported. A project whose `platformVersion` is before 2025.2 has one problem instead:
//! `unsupported-platform-version`.
//!
//! ## Why
//!
//! As of platform version 2025.2, HubSpot ignores these files: `The app.json file is not supported
//! on platform version … and will be ignored`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app.json`
//!
//! ```json
//! { "name": "Orders", "scopes": ["crm.objects.contacts.read"] }
//! ```
//!
//! Good:
//!
//! `src/app/app.json` is removed
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "name": "Orders",
//!     "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read", "timeline"] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! `hsmeta migrate` prints how it would convert these files to component files; with `--write`, it
//! does so. Files with an app component beside them may be leftovers: delete them if nothing in them
//! is still needed.
//!
//! `hsmeta explain migration` describes the migration, and what it does not do to a deployed app.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js` and `lib/constants.js`: the command line
//! prints the same warning.

use std::collections::BTreeMap;

use crate::layout::missing_hsmeta_suffix::{self, Misnamed};
use crate::rule;
use analysis::legacy_units::{self, Counts, Live, Unit, Units};
use analysis::source_folder;
use catalog::may_be_component;
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::index::Index;
use project::legacy_file::LegacyRole;

rule! {
    file: "legacy_file.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let misnamed = missing_hsmeta_suffix::misnamed(index);
    let mut misnamed: BTreeMap<&RelPath, Misnamed<'_>> =
        misnamed.into_iter().map(|file| (file.path, file)).collect();
    // Few projects have such files, and finding the source folder takes time.
    if legacy_units::may_be_in(index) && source_folder::folder(index).is_some() {
        let units = legacy_units::of(index);
        for unit in &units.all {
            let content = misnamed.remove(unit.path);
            out.extend(describe(index, &units, unit, content));
        }
    }
    for file in misnamed.into_values() {
        out.extend(by_content(&file));
    }
}

/// The diagnostic about a unit, if no other one is about it.
fn describe(
    index: &Index<'_>,
    units: &Units<'_>,
    unit: &Unit<'_>,
    content: Option<Misnamed<'_>>,
) -> Option<Diagnostic> {
    // An example that no app file lists is one on purpose.
    if !unit.role.is_by_name()
        && !units.references.contains(unit.path)
        && !may_be_component(unit.path.file_name())
    {
        return None;
    }
    match unit.role {
        LegacyRole::PrivateApp | LegacyRole::PublicApp => {
            let help = match index.app() {
                Some(app) => format!(
                    "run `hsmeta migrate` to compare it with {}, or delete it",
                    message::quoted(app.path.as_str())
                ),
                None => CONVERT.to_owned(),
            };
            Some(by_name(unit, &Counts::listed_by(index, units, unit), help))
        }
        LegacyRole::Functions => {
            let functions = Counts::functions_of(unit);
            Some(by_name(unit, &functions, CONVERT.to_owned()))
        }
        LegacyRole::Card | LegacyRole::Webhooks => of_app(unit, content),
        LegacyRole::ClassicCard | LegacyRole::WorkflowAction => {
            content.map_or_else(|| Some(by_role(unit)), |file| by_content(&file))
        }
        // Other rules report them.
        LegacyRole::Theme | LegacyRole::CmsAssets | LegacyRole::HalfMigrated(_) => None,
    }
}

const CONVERT: &str = "run `hsmeta migrate` to convert it, or delete it";

/// A file that HubSpot's tools know by its name, with what else is lost with it.
fn by_name(unit: &Unit<'_>, with: &Counts, help: String) -> Diagnostic {
    let name = message::quoted(unit.path.file_name());
    let with = if with.is_empty() {
        String::new()
    } else {
        format!(", with {with},")
    };
    let message =
        format!("{name}{with} is from the project layout before 2025.2; HubSpot ignores it");
    RULE.at(unit.path, Span::default(), message).help(help)
}

/// Cards and webhooks. Those that an app file lists are reported with it.
fn of_app(unit: &Unit<'_>, content: Option<Misnamed<'_>>) -> Option<Diagnostic> {
    let what = match unit.role {
        LegacyRole::Card => "card",
        _ => "webhooks",
    };
    let name = message::quoted(unit.path.file_name());
    let message = match unit.live {
        Live::Referenced => return None,
        Live::NotReferenced => format!(
            "{what} of the project layout before 2025.2, never live: the app file does not list {name}"
        ),
        Live::Unknown => {
            format!("{what} of the project layout before 2025.2; HubSpot ignores {name}")
        }
    };
    let help = match &content {
        Some(file) if file.target_exists => missing_hsmeta_suffix::help(file),
        _ => "run `hsmeta migrate --convert-unreferenced` to convert it, or delete it".to_owned(),
    };
    let span = content.map_or(Span::default(), |file| file.span);
    Some(RULE.at(unit.path, span, message).help(help))
}

/// A file that is recognized by its name or `type` only, and that nothing converts.
fn by_role(unit: &Unit<'_>) -> Diagnostic {
    let what = match unit.role {
        LegacyRole::ClassicCard => "classic CRM card",
        _ => "workflow action",
    };
    let message = format!(
        "{what} of the project layout before 2025.2; HubSpot ignores {}",
        message::quoted(unit.path.file_name())
    );
    RULE.at(unit.path, Span::default(), message)
        .help("rewrite it as a component, or delete it")
}

/// A file that is recognized by its content, and that nothing converts.
fn by_content(file: &Misnamed<'_>) -> Option<Diagnostic> {
    let message = format!(
        "{}; HubSpot ignores {}",
        file.legacy?.kind.what,
        message::quoted(file.path.file_name())
    );
    let help = missing_hsmeta_suffix::help(file);
    Some(RULE.at(file.path, file.span, message).help(help))
}
