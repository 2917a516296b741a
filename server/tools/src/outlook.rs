//! What of a project ends, and when: `hsmeta outlook`. It rests on the problems that a check finds, and on dated tables.

use catalog::{PlatformVersion, VersionStatus};
use diagnostics::{Diagnostic, Rule, RuleId, Tag};
use project::Project;
use project::index::Index;

use crate::places::{Place, Places};

/// The rules about what HubSpot replaces on a day that only the account shows.
const WITHOUT_DATE: [&str; 2] = ["coarse-scope", "coarse-scope-in-marketplace"];

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
    /// The rule that finds it; `None` for a version that is still supported.
    pub rule: Option<RuleId>,
    pub places: Vec<Place>,
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
    let mut found = Places::of(project);
    let mut endings: Vec<Ending> = supported_version(project, &mut found).into_iter().collect();
    for diagnostic in diagnostics {
        let Some(rule) = rule_named(diagnostic.rule) else {
            continue;
        };
        let is_ending = diagnostic.ends.is_some()
            || rule.tag == Some(Tag::Deprecated)
            || WITHOUT_DATE.contains(&rule.id);
        if !is_ending {
            continue;
        }
        let mut places = vec![found.at(&diagnostic.file, diagnostic.span)];
        for related in &diagnostic.related {
            places.push(found.at(&related.file, related.span));
        }
        let same = endings
            .iter_mut()
            .find(|ending| ending.rule == Some(rule.id) && ending.what == diagnostic.message);
        match same {
            Some(ending) => ending.places.append(&mut places),
            None => endings.push(Ending {
                ends: diagnostic.ends,
                what: diagnostic.message.clone(),
                help: diagnostic.help.clone(),
                source: diagnostic.url.or(rule.page()),
                rule: Some(rule.id),
                places,
            }),
        }
    }
    endings.sort_by(|one, other| {
        let no_date = |ending: &Ending| ending.ends.is_none();
        (no_date(one), one.ends, &one.what).cmp(&(no_date(other), other.ends, &other.what))
    });
    endings
}

/// The platform version, if no rule reports it.
fn supported_version(project: &Project, found: &mut Places<'_>) -> Option<Ending> {
    let index = Index::new(project);
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
    })
}

/// How many months it is from a day or month to another one; negative if that is over. `None` if one is neither.
pub fn months_between(from: &str, to: &str) -> Option<i32> {
    Some(months(to)? - months(from)?)
}

fn months(date: &str) -> Option<i32> {
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: i32 = parts.next()?.parse().ok()?;
    let day: i32 = match parts.next() {
        Some(day) => day.parse().ok()?,
        None => 1,
    };
    let is_date = parts.next().is_none()
        && (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day);
    if is_date {
        Some(year * 12 + month)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_days_and_from_months() {
        assert_eq!(months_between("2026-11-29", "2026-12-04"), Some(1));
        assert_eq!(months_between("2026-11", "2027-09"), Some(10));
        assert_eq!(months_between("2026-11-29", "2026-06-01"), Some(-5));
        for wrong in ["", "2026", "2026-13", "26-x", "2026-11-32", "2026-11-29-1"] {
            assert_eq!(months_between(wrong, "2027-09"), None, "{wrong}");
        }
    }
}
