//! What a project, or one app file, has of the old layout, in numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use diagnostics::{RelPath, message};
use project::Entry;
use project::index::Index;
use project::legacy_file::{LegacyRole, ListedRole};

use super::{Live, Unit, Units};

/// In the order in which they are named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    App,
    Card,
    ClassicCard,
    Function,
    WorkflowAction,
    Theme,
    CmsAssets,
    HalfMigrated,
    Webhooks,
}

/// Written as `1 app, 3 cards, 2 functions and webhooks`.
#[derive(Default)]
pub struct Counts {
    numbers: BTreeMap<Thing, usize>,
}

/// How to migrate a project of the old layout; `None` if it has nothing of it.
pub fn help(index: &Index<'_>) -> Option<String> {
    let units = super::of(index);
    if units.all.is_empty() {
        return None;
    }
    let all = Totals::of(index, &units);
    let mut help = "run `hsmeta migrate`".to_owned();
    if !all.converted.is_empty() {
        help += &format!(" to convert {}", all.converted);
    }
    if !all.never_live.is_empty() {
        help += &format!("; {} {} never live", all.never_live, all.never_live.verb());
    }
    if !all.unconverted.is_empty() {
        help += &format!("; nothing converts {}", all.unconverted);
    }
    if all.converted.numbers.contains_key(&Thing::App) {
        help += "; only `hs project migrate` migrates the deployed app";
    }
    Some(help)
}

/// What the migration does with the units of a project.
#[derive(Default)]
struct Totals {
    converted: Counts,
    never_live: Counts,
    unconverted: Counts,
}

impl Totals {
    fn of(index: &Index<'_>, units: &Units<'_>) -> Totals {
        let mut totals = Totals::default();
        let by_path = units.by_path();
        for unit in &units.all {
            let (thing, number) = match unit.role {
                LegacyRole::PrivateApp | LegacyRole::PublicApp => (Thing::App, 1),
                LegacyRole::Card => (Thing::Card, 1),
                LegacyRole::ClassicCard => (Thing::ClassicCard, 1),
                LegacyRole::Functions => (Thing::Function, unit.functions),
                LegacyRole::Webhooks => (Thing::Webhooks, 1),
                LegacyRole::WorkflowAction => (Thing::WorkflowAction, 1),
                LegacyRole::Theme => (Thing::Theme, 1),
                LegacyRole::CmsAssets => (Thing::CmsAssets, 1),
                LegacyRole::HalfMigrated(_) => (Thing::HalfMigrated, 1),
            };
            let counts = if matches!(thing, Thing::ClassicCard | Thing::WorkflowAction) {
                &mut totals.unconverted
            } else if unit.live == Live::NotReferenced {
                &mut totals.never_live
            } else {
                &mut totals.converted
            };
            counts.add(thing, number);
            totals.converted.add_listed(index, unit, |path| {
                !by_path.contains_key(path) && !is_read(index, path)
            });
        }
        totals
    }
}

impl Counts {
    /// What is reported together with an app file: the cards and webhooks that it lists.
    pub fn listed_by(index: &Index<'_>, units: &Units<'_>, app: &Unit<'_>) -> Counts {
        let mut counts = Counts::default();
        let by_path = units.by_path();
        counts.add_listed(index, app, |path| match by_path.get(path) {
            Some(unit) => unit.belongs_to_app(),
            None => !is_read(index, path),
        });
        counts
    }

    /// The functions of a `serverless.json`.
    pub fn functions_of(unit: &Unit<'_>) -> Counts {
        let mut counts = Counts::default();
        counts.add(Thing::Function, unit.functions);
        counts
    }

    fn add_listed(
        &mut self,
        index: &Index<'_>,
        app: &Unit<'_>,
        is_counted: impl Fn(&RelPath) -> bool,
    ) {
        let mut paths = BTreeSet::new();
        for listed in &app.listed {
            // Some apps list the code of a card, which HubSpot did not read.
            let is_new = listed.path.file_name().ends_with(".json") && paths.insert(&listed.path);
            if is_new && index.entry(&listed.path) == Some(Entry::File) && is_counted(&listed.path)
            {
                let thing = match listed.role {
                    ListedRole::Card => Thing::Card,
                    ListedRole::WorkflowAction => Thing::WorkflowAction,
                    ListedRole::Webhooks => Thing::Webhooks,
                };
                self.add(thing, 1);
            }
        }
    }

    fn add(&mut self, thing: Thing, number: usize) {
        if number > 0 {
            *self.numbers.entry(thing).or_default() += number;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    fn verb(&self) -> &'static str {
        let is_one = self.numbers.values().sum::<usize>() == 1;
        if is_one && !self.numbers.contains_key(&Thing::Webhooks) {
            "was"
        } else {
            "were"
        }
    }
}

/// Whether the content of a file is known. One in a folder of another name is not read, and is what the list says.
fn is_read(index: &Index<'_>, path: &RelPath) -> bool {
    index.legacy_files.iter().any(|(read, _)| *read == path)
}

impl Unit<'_> {
    /// Whether it is reported together with the app file that lists it.
    pub fn belongs_to_app(&self) -> bool {
        let is_of_app = matches!(self.role, LegacyRole::Card | LegacyRole::Webhooks);
        is_of_app && self.live == Live::Referenced
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Vec::new();
        for (thing, number) in &self.numbers {
            let noun = match thing {
                Thing::App => "app",
                Thing::Card => "card",
                Thing::ClassicCard => "classic card",
                Thing::Function => "function",
                Thing::WorkflowAction => "workflow action",
                Thing::Theme => "theme",
                Thing::CmsAssets => "CMS assets folder",
                Thing::HalfMigrated => "half-migrated component",
                Thing::Webhooks => {
                    names.push("webhooks".to_owned());
                    continue;
                }
            };
            names.push(message::count(*number, noun));
        }
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                write!(f, "{} and {last}", rest.join(", "))
            }
            _ => f.write_str(&names.concat()),
        }
    }
}
