//! Plans the conversion of a project of the layout before 2025.2 to that of today. Pure: files as data in, a plan as data out.
//!
//! Inputs (`inputs`) → units of the old layout (`units`) → where files move (`layout`) → one conversion for each kind of unit,
//! all of which write to one draft (`draft`) → every file has one action (`finish`). Every property of a converted file is in
//! an account (`account`): what no conversion mentions is reported as dropped.
//!
//! Converting the files does not migrate the deployed app: its credentials, installs and the positions of its cards follow only
//! `hs project migrate`, which runs on HubSpot's server. Every plan for an app says so.
//!
//! New files have the order and the form of HubSpot's templates: `uid`, `type`, `config`, written as by `JSON.stringify` with
//! two spaces. HubSpot's server writes `config` first and sorts properties by length, which is how a database stores them; the
//! content is the same.

mod account;
mod app;
mod apply;
mod card;
mod code;
mod compare;
mod draft;
mod files;
mod finish;
mod functions;
mod half;
mod inputs;
mod json;
mod layout;
mod lookup;
mod mask;
mod notes;
mod options;
mod pages;
mod paths;
mod plan;
mod scopes;
mod secret_names;
mod show;
mod theme;
mod uids;
mod units;
mod unreadable;
mod webhooks;
mod workflow_action;

use project::legacy;

use draft::Draft;
use inputs::Inputs;
use layout::Layout;
use units::{Live, Unit, UnitKind, Units};

pub use apply::apply;
pub use compare::{
    Address, Changed, Comparison, Counts, DifferingFile, Folder, Missing, MissingComponent,
    MissingFile, NotCompared, compare,
};
pub use inputs::targets;
pub use options::{Auth, Distribution, Options};
pub use plan::{
    Action, ByHand, Decision, DecisionId, Field, Generated, NewFile, Outcome, Plan, Refusal,
};
pub use project::snapshot::{Content, ProjectFiles};
pub use show::{Detail, Line, Page, Stage, Style};

/// The plan for a project. It is the same whenever the files and the answers are, and a plan for its result changes nothing.
pub fn plan(project: &ProjectFiles, options: &Options) -> Plan {
    let inputs = match Inputs::read(project, options) {
        Ok(inputs) => inputs,
        Err(refusal) => return refused(project, refusal),
    };
    let units = Units::recognize(&inputs);
    let mut layout = Layout::new(&inputs, &units);
    theme::add_folders(&inputs, &units, &mut layout);
    let mut draft = Draft::new(&inputs, &units, layout);
    count(&mut draft);
    refuse_what_is_unclear(&mut draft);
    if draft.plan.refusals.is_empty() {
        convert(&mut draft);
        finish::assign_files(&mut draft);
        finish::merge(&mut draft);
    }
    if draft.plan.refusals.is_empty() {
        scopes::announce(&mut draft);
        notes::add(&mut draft);
        code::add(&mut draft);
        code::add_mentions(&mut draft);
    }
    if !draft.plan.refusals.is_empty() {
        finish::keep_all(&mut draft);
    }
    mask::apply(&mut draft);
    draft.plan
}

fn refused(project: &ProjectFiles, refusal: Refusal) -> Plan {
    let files = project.files.keys();
    Plan {
        refusals: vec![refusal],
        files: files.map(|path| (path.clone(), Action::Keep)).collect(),
        ..Plan::default()
    }
}

fn count(draft: &mut Draft<'_>) {
    for unit in &draft.units.all {
        *draft.plan.units.entry(units::name(unit.kind)).or_default() += 1;
    }
}

/// Several apps, and files of the old layout that cannot be read.
fn refuse_what_is_unclear(draft: &mut Draft<'_>) {
    for app in draft.units.apps().skip(1) {
        draft.refuse(Refusal {
            file: app.path.clone(),
            reason: "the project has several apps; HubSpot allows one since 2025.2".to_owned(),
            help: "move each app to a project of its own, and migrate these".to_owned(),
            decision: Some(DecisionId::SeveralApps),
        });
    }
    unreadable::refuse(draft);
}

fn convert<'a>(draft: &mut Draft<'a>) {
    theme::manifest(draft);
    theme::list_unused_answer(draft);
    half::convert(draft);
    let manifest = draft.inputs.manifest.clone();
    let is_only_version = draft.plan.files.keys().all(|path| *path == manifest);
    if draft.plan.units.is_empty() && is_only_version && draft.plan.changes_anything() {
        let what = "nothing of the old layout was found: only the platform version changes";
        draft.by_hand(&manifest, what, None);
    }
    half::copy_package(draft);
    let units: &'a Units<'a> = draft.units;
    let mut sorted: Vec<&'a Unit<'a>> = units.all.iter().collect();
    // What was live keeps its uid.
    sorted.sort_by_key(|unit| (rank(unit.kind), unit.live != Live::Referenced));
    for unit in sorted {
        convert_unit(draft, unit);
    }
    if draft.plan.changes_anything() {
        functions::list_unused_folders(draft);
    }
    let package = draft
        .plan
        .created
        .iter()
        .find(|(_, file)| file.text.contains("\"app-function\""))
        .map(|(_, file)| file.from.clone());
    if let Some(from) = package {
        functions::create_package(draft, &from);
    }
}

/// The order decides who keeps a uid that several components have: what exists, the app, functions, and then cards, because
/// no code names the uid of a card.
fn rank(kind: UnitKind) -> u8 {
    match kind {
        UnitKind::HalfMigrated(_) => 0,
        UnitKind::PrivateApp | UnitKind::PublicApp => 1,
        UnitKind::Functions => 2,
        _ => 3,
    }
}

fn convert_unit<'a>(draft: &mut Draft<'a>, unit: &'a Unit<'a>) {
    match unit.kind {
        UnitKind::PrivateApp | UnitKind::PublicApp => app::convert(draft, unit),
        UnitKind::Card => card::convert(draft, unit),
        UnitKind::ClassicCard => card::classic(draft, unit),
        UnitKind::Functions => functions::convert(draft, unit),
        UnitKind::Webhooks => webhooks::convert(draft, unit),
        UnitKind::WorkflowAction => workflow_action::list(draft, unit),
        UnitKind::Theme | UnitKind::CmsAssets => theme::convert(draft, unit),
        UnitKind::HalfMigrated(kind) => match kind.component {
            "app" => app::convert(draft, unit),
            "card" if *kind == legacy::CLASSIC_CARD => card::classic(draft, unit),
            "card" => card::convert(draft, unit),
            "app-function" => functions::convert(draft, unit),
            "webhooks" => webhooks::convert(draft, unit),
            _ => workflow_action::list(draft, unit),
        },
    }
}
