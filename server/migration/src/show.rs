//! A plan as lines of text for people: first what happens, then what has to be decided and done, and last what no migration of
//! files does.

mod by_hand;
mod comparison;
mod decisions;
mod files;
mod page;
mod properties;

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use diagnostics::message;

use crate::pages;
use crate::plan::Plan;
use crate::units::{self, UnitKind};
pub use page::{Line, Page, Style};

/// What the text of a plan has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// Moved files by folder, and properties only if they are not converted.
    Short,
    /// Every file and every property.
    All,
}

/// When a plan is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    Planned,
    Written,
}

impl Plan {
    /// The plan without its refusals and its end.
    pub fn show(&self, detail: Detail, page: &mut Page) {
        self.show_summary(page);
        files::show(self, detail, page);
        properties::show(self, detail, page);
        self.show_generated(page);
        decisions::show(&self.decisions, page);
        by_hand::show(&self.by_hand, page);
    }

    /// Whether there is nothing to migrate, and nothing to say.
    pub fn is_empty(&self) -> bool {
        let says_nothing = self.by_hand.is_empty() && self.decisions.is_empty();
        says_nothing && self.units.is_empty() && !self.changes_anything()
    }

    fn show_summary(&self, page: &mut Page) {
        let found: Vec<String> = self
            .units
            .iter()
            .map(|(kind, number)| message::count(*number, kind))
            .collect();
        let found = if found.is_empty() {
            "nothing of the old layout".to_owned()
        } else {
            found.join(", ")
        };
        page.heading("Found", &found);
        let from = self.from.as_deref().unwrap_or("none");
        let version = if from == self.to {
            format!("{from}, unchanged")
        } else {
            format!("{from} → {}", self.to)
        };
        page.heading("Platform version", &version);
    }

    fn show_generated(&self, page: &mut Page) {
        if self.generated.is_empty() {
            return;
        }
        page.section("Generated values", "no old file has them");
        let mut file = None;
        for value in &self.generated {
            if file != Some(&value.file) {
                page.line(2, Style::Plain, value.file.as_str());
                file = Some(&value.file);
            }
            let reason = &value.reason;
            if value.path.is_empty() {
                page.prose(4, reason);
            } else {
                page.prose(4, &format!("{} = {}: {reason}", value.path, value.value));
            }
        }
    }

    /// What is not migrated. Themes and CMS assets are in no app.
    pub fn show_end(&self, stage: Stage, page: &mut Page) {
        let outside = [UnitKind::Theme, UnitKind::CmsAssets].map(units::name);
        if self.units.keys().all(|kind| outside.contains(kind)) {
            return;
        }
        let next = match stage {
            Stage::Planned => BEFORE_WRITING,
            Stage::Written => AFTER_WRITING,
        };
        page.blank();
        page.notice(
            "The deployed app is not migrated.",
            &format!("{NOT_MIGRATED} {next}"),
        );
        page.line(0, Style::Dimmed, pages::LATEST_PLATFORM);
    }
}

const NOT_MIGRATED: &str = "Only files are converted; credentials, installs and positions of cards follow only `hs project migrate`.";

/// HubSpot's command works on the deployed build, and replaces the source folder with its own result.
const BEFORE_WRITING: &str = "If the app is deployed and has to stay the same app, run that instead of `--write`, and then \
    `hsmeta migrate --compare`: it replaces the source folder. Otherwise upload the result as a new project with a new name.";

const AFTER_WRITING: &str = "Uploaded as a new project with a new name, these files are a new app. If a deployed app has to stay \
    the same app, bring the old files back and run `hs project migrate` on them instead.";

/// Items with the same key together, in the order of the first ones.
fn grouped<'i, T, K: Ord>(
    items: impl IntoIterator<Item = &'i T>,
    key: impl Fn(&'i T) -> K,
) -> Vec<Vec<&'i T>> {
    let mut known: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&T>> = Vec::new();
    for item in items {
        let index = *known.entry(key(item)).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

/// Everything, without colors.
impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for refusal in &self.refusals {
            writeln!(f, "error: {}: {}", refusal.file, refusal.reason)?;
            writeln!(f, "  help: {}", refusal.help)?;
        }
        let mut page = Page::default();
        self.show(Detail::All, &mut page);
        self.show_end(Stage::Planned, &mut page);
        for line in page.lines {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}
