//! What an app is allowed by its distribution and its way to sign in. Numbers and sources: `hsmeta explain limits` and
//! `hsmeta explain static-auth`.

use super::page::Page;
use super::texts::Key;
use catalog::{COMPONENTS, CallLimit};
use diagnostics::message;
use project::facts::{Facts, Spanned};
use schema::Node;

/// One combination that HubSpot accepts.
struct Combination {
    distribution: &'static str,
    auth: &'static str,
    title: Key,
    /// How often it can be installed.
    installs: Key,
    /// What else to know.
    facts: &'static [Key],
    more: Key,
}

static COMBINATIONS: &[Combination] = &[
    Combination {
        distribution: "private",
        auth: "static",
        title: Key::PrivateStatic,
        installs: Key::PrivateStaticInstalls,
        facts: &[
            Key::SuperAdmin,
            Key::Bearer,
            Key::Rotation,
            Key::StaticScopes,
        ],
        more: Key::ExplainStatic,
    },
    Combination {
        distribution: "private",
        auth: "oauth",
        title: Key::PrivateOauth,
        installs: Key::PrivateOauthInstalls,
        facts: &[Key::AllowList, Key::OauthTokens],
        more: Key::ExplainOauth,
    },
    Combination {
        distribution: "marketplace",
        auth: "oauth",
        title: Key::MarketplaceOauth,
        installs: Key::MarketplaceInstalls,
        facts: &[Key::Listing, Key::OauthTokens],
        more: Key::ExplainOauth,
    },
];

/// Describes what the file's combination allows; where it leaves several open, what tells them apart.
pub(super) fn describe(page: &mut Page<'_>) {
    let Facts::Component(facts) = &page.cx.document.facts else {
        return;
    };
    let distributions = COMBINATIONS.iter().map(|one| one.distribution);
    let distribution = understood(facts.distribution.as_ref(), distributions);
    let auth = understood(
        facts.auth_type.as_ref(),
        COMBINATIONS.iter().map(|one| one.auth),
    );
    let fits = |one: &&Combination| {
        distribution.is_none_or(|text| text == one.distribution)
            && auth.is_none_or(|text| text == one.auth)
    };
    let possible: Vec<&Combination> = COMBINATIONS.iter().filter(fits).collect();
    match possible.as_slice() {
        [] => page.say(Key::Refused, &[]),
        [one] => in_full(page, one),
        several => {
            let line = |one: &&Combination| {
                page.words(
                    Key::Combination,
                    &[&page.words(one.title, &[]), &page.words(one.installs, &[])],
                )
            };
            let lines: Vec<String> = several.iter().map(line).collect();
            page.say(Key::Combinations, &[]);
            page.text.list(lines);
        }
    }
}

/// A text of the file, if it is one of those that the table knows.
fn understood(
    text: Option<&Spanned>,
    mut known: impl Iterator<Item = &'static str>,
) -> Option<&str> {
    let text = text.map(|located| located.text.as_str());
    text.filter(|text| known.any(|one| one == *text))
}

fn in_full(page: &mut Page<'_>, one: &Combination) {
    let title = page.words(one.title, &[]);
    page.text.heading(title);
    let (can, cannot) = components(page, one);
    let mut lines = vec![page.words(Key::Installs, &[&page.words(one.installs, &[])])];
    lines.extend(one.facts.iter().map(|fact| page.words(*fact, &[])));
    lines.push(calls(page, one.distribution));
    lines.push(page.words(Key::Holds, &[&can]));
    if !cannot.is_empty() {
        lines.push(page.words(Key::HoldsNot, &[&cannot]));
    }
    lines.push(page.words(one.more, &[]));
    page.text.list(lines);
    page.link(Key::CallLimits, Some(catalog::call_limits().source));
}

/// How many API calls such an app may make.
fn calls(page: &Page<'_>, distribution: &str) -> String {
    let limits = catalog::call_limits();
    let line = |limit: &CallLimit| {
        let burst = limit.per_10_seconds.to_string();
        match limit.per_day {
            Some(day) => page.words(Key::CallsOfTier, &[limit.tier, &burst, &grouped(day)]),
            None => page.words(Key::CallsOfAccount, &[&burst]),
        }
    };
    let lines: Vec<String> = limits
        .calls
        .iter()
        .filter(|one| one.distribution == distribution)
        .map(line)
        .collect();
    page.words(Key::Calls, &[&lines.join("; "), limits.read])
}

/// A number with its digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let is_start = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits
        .char_indices()
        .flat_map(|(at, digit)| is_start(at).then_some(',').into_iter().chain([digit]))
        .collect()
}

/// The component types that such an app can hold and those that it cannot; types of which nothing is said are neither.
fn components(page: &Page<'_>, one: &Combination) -> (String, String) {
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    for component in COMPONENTS.iter().filter(|component| component.requires_app) {
        let facts =
            schema::schema(component.name).and_then(|schema| schema.root().get("x-component"));
        let list = |name: &str| facts.and_then(|facts| facts.get(name));
        let (Some(auth), Some(distributions)) = (list("authTypes"), list("distributions")) else {
            continue;
        };
        let has = |list: Node, text: &str| schema::strings(Some(list)).any(|one| one == text);
        let name = message::quoted(component.name);
        let is_disputed = facts.is_some_and(|facts| facts.get("compatibilityNote").is_some());
        match (has(auth, one.auth), has(distributions, one.distribution)) {
            (true, true) => can.push(name),
            // The notes are about authentication; about distribution nobody disagrees.
            (false, true) if is_disputed => cannot.push(page.words(Key::Disputed, &[&name])),
            _ => cannot.push(name),
        }
    }
    (can.join(", "), cannot.join(", "))
}
