//! What of a project ends, and when: `hsmeta outlook`. It rests on the problems that a check finds, and on dated tables.

mod dates;

use analysis::legacy_units;
use catalog::{PlatformVersion, VersionStatus, api_version};
use diagnostics::{Diagnostic, RelPath, Rule, RuleId, Span, Tag};
use project::Project;
use project::index::Index;
use project::legacy_file::LegacyRole;

use crate::places::{Place, Places};

pub use dates::{is_over, months_between};

/// The rules about what HubSpot replaces on a day that only the account shows.
const WITHOUT_DATE: [&str; 2] = ["coarse-scope", "coarse-scope-in-marketplace"];

/// The rules about what is left of the project layout before 2025.2.
const OLD_LAYOUT: [&str; 2] = ["legacy-content", "legacy-file"];

/// The last platform version with that layout.
const LAST_OF_OLD_LAYOUT: &str = "2025.1";

/// The path whose row of the table says when classic CRM cards end.
const CLASSIC_CARDS: [Option<&str>; 4] =
    [Some("crm"), Some("v3"), Some("extensions"), Some("cards")];

/// Something that ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// A day or a month: `2026-12-04`, `2027-09`. `None` if no source names one.
    pub ends: Option<&'static str>,
    /// What ends, and what happens then.
    pub what: String,
    /// What to do, as an imperative.
    pub help: Option<String>,
    /// The page that says so.
    pub source: Option<&'static str>,
    /// The rule that finds it; `None` for what no rule reports.
    pub rule: Option<RuleId>,
    pub places: Vec<Place>,
    /// The number of places beyond those that are listed.
    pub unlisted: usize,
}

/// Where the support of platform versions is documented.
const VERSIONS_PAGE: &str =
    "https://developers.hubspot.com/docs/developer-tooling/platform/versioning";

/// What ends, sorted by date, what has none last. `diagnostics` are all problems of the project, `rule_named` finds a rule.
pub fn endings(
    project: &Project,
    diagnostics: &[Diagnostic],
    rule_named: fn(&str) -> Option<&'static Rule>,
) -> Vec<Ending> {
    let index = Index::new(project);
    let mut found = Places::of(project);
    let mut endings: Vec<Ending> = supported_version(&index, &mut found).into_iter().collect();
    let classic_cards = classic_cards(&index);
    endings.extend(ending_of_cards(&classic_cards, &mut found));
    for diagnostic in diagnostics {
        let Some(rule) = rule_named(diagnostic.rule) else {
            continue;
        };
        if !is_ending(rule, diagnostic) || classic_cards.contains(&&diagnostic.file) {
            continue;
        }
        add(&mut endings, ending(rule, diagnostic, &mut found));
    }
    endings.sort_by(|one, other| {
        let no_date = |ending: &Ending| ending.ends.is_none();
        (no_date(one), one.ends, &one.what).cmp(&(no_date(other), other.ends, &other.what))
    });
    endings
}

fn is_ending(rule: &Rule, diagnostic: &Diagnostic) -> bool {
    diagnostic.ends.is_some()
        || rule.tag == Some(Tag::Deprecated)
        || WITHOUT_DATE.contains(&rule.id)
        || OLD_LAYOUT.contains(&rule.id)
}

fn ending(rule: &'static Rule, diagnostic: &Diagnostic, found: &mut Places<'_>) -> Ending {
    let ends = if OLD_LAYOUT.contains(&rule.id) {
        end_of_old_layout()
    } else {
        diagnostic.ends
    };
    let mut places = vec![found.at(&diagnostic.file, diagnostic.span)];
    for related in &diagnostic.related {
        places.push(found.at(&related.file, related.span));
    }
    Ending {
        ends,
        what: dates::without_date(&diagnostic.message, ends),
        help: diagnostic.help.clone(),
        source: diagnostic.url.or(rule.source_page()),
        rule: Some(rule.id),
        places,
        unlisted: diagnostic.unlisted_related,
    }
}

/// Adds the places of what is already there.
fn add(endings: &mut Vec<Ending>, mut new: Ending) {
    let same = endings
        .iter_mut()
        .find(|ending| ending.rule == new.rule && ending.what == new.what);
    match same {
        Some(ending) => {
            ending.places.append(&mut new.places);
            ending.unlisted += new.unlisted;
        }
        None => endings.push(new),
    }
}

/// The day from which on no version builds the layout before 2025.2.
fn end_of_old_layout() -> Option<&'static str> {
    PlatformVersion::named(LAST_OF_OLD_LAYOUT)?.ends
}

/// The platform version, if no rule reports it.
fn supported_version(index: &Index<'_>, found: &mut Places<'_>) -> Option<Ending> {
    let (path, _) = index.manifest?;
    let written = index.version()?;
    let version = PlatformVersion::named(&written.text)?;
    if version.status != VersionStatus::Supported {
        return None;
    }
    Some(Ending {
        ends: version.ends,
        what: format!("platform version `{}`: {}", version.name, version.note),
        help: None,
        source: Some(VERSIONS_PAGE),
        rule: None,
        places: vec![found.at(path, written.span)],
        unlisted: 0,
    })
}

/// The files of classic CRM cards, in any platform version.
fn classic_cards<'p>(index: &Index<'p>) -> Vec<&'p RelPath> {
    if !legacy_units::may_be_in(index) {
        return Vec::new();
    }
    let mut cards = Vec::new();
    for unit in legacy_units::of(index).all {
        if unit.role == LegacyRole::ClassicCard {
            cards.push(unit.path);
        }
    }
    cards
}

fn ending_of_cards(cards: &[&RelPath], found: &mut Places<'_>) -> Option<Ending> {
    if cards.is_empty() {
        return None;
    }
    let row = api_version(&CLASSIC_CARDS)?.version;
    Some(Ending {
        ends: Some(row.end),
        what: row.effect?.to_owned(),
        help: Some("replace them by app cards".to_owned()),
        source: Some(row.source),
        rule: None,
        places: cards
            .iter()
            .map(|path| found.at(path, Span::default()))
            .collect(),
        unlisted: 0,
    })
}
