//! What an app can do, by its distribution and authentication. Numbers and sources: `hsmeta explain limits` and
//! `hsmeta explain static-auth`.

use super::messages::Message;
use super::page::Page;
use catalog::{COMPONENTS, CallLimit};
use diagnostics::message;
use project::facts::{Facts, Spanned};
use schema::Node;

/// A combination that HubSpot accepts.
struct Combination {
    distribution: &'static str,
    auth: &'static str,
    title: Message,
    /// The number of accounts in which it can be installed.
    installs: Message,
    facts: &'static [Message],
    more: Message,
}

static COMBINATIONS: &[Combination] = &[
    Combination {
        distribution: "private",
        auth: "static",
        title: Message::PrivateStatic,
        installs: Message::PrivateStaticInstalls,
        facts: &[
            Message::SuperAdmin,
            Message::Bearer,
            Message::Rotation,
            Message::StaticScopes,
        ],
        more: Message::ExplainStatic,
    },
    Combination {
        distribution: "private",
        auth: "oauth",
        title: Message::PrivateOauth,
        installs: Message::PrivateOauthInstalls,
        facts: &[Message::AllowList, Message::OauthTokens],
        more: Message::ExplainOauth,
    },
    Combination {
        distribution: "marketplace",
        auth: "oauth",
        title: Message::MarketplaceOauth,
        installs: Message::MarketplaceInstalls,
        facts: &[Message::Listing, Message::OauthTokens],
        more: Message::ExplainOauth,
    },
];

/// Describes the combination of the file; if it allows several, their differences.
pub(super) fn describe(page: &mut Page<'_>) {
    let Facts::Component(facts) = &page.cx.document.facts else {
        return;
    };
    let (distribution, auth) = (facts.distribution.as_ref(), facts.auth_type.as_ref());
    let distribution = known(distribution, |combination| combination.distribution);
    let auth = known(auth, |combination| combination.auth);
    let mut possible: Vec<&Combination> = COMBINATIONS.iter().collect();
    possible.retain(|combination| {
        distribution.is_none_or(|text| text == combination.distribution)
            && auth.is_none_or(|text| text == combination.auth)
    });
    match possible.as_slice() {
        [] => page.add(Message::Refused, &[]),
        [combination] => describe_combination(page, combination),
        several => {
            let lines: Vec<String> = several.iter().map(|one| summary(page, one)).collect();
            page.add(Message::Combinations, &[]);
            page.text.list(lines);
        }
    }
}

/// A string of the file, if a combination has it.
fn known(written: Option<&Spanned>, part: fn(&Combination) -> &'static str) -> Option<&str> {
    let written = written?.text.as_str();
    if COMBINATIONS.iter().any(|one| part(one) == written) {
        Some(written)
    } else {
        None
    }
}

fn summary(page: &Page<'_>, combination: &Combination) -> String {
    let title = page.message(combination.title, &[]);
    let installs = page.message(combination.installs, &[]);
    page.message(Message::Combination, &[&title, &installs])
}

fn describe_combination(page: &mut Page<'_>, combination: &Combination) {
    let title = page.message(combination.title, &[]);
    page.text.heading(title);
    let (can, cannot) = components(page, combination);
    let installs = page.message(combination.installs, &[]);
    let mut lines = vec![page.message(Message::Installs, &[&installs])];
    for fact in combination.facts {
        lines.push(page.message(*fact, &[]));
    }
    lines.push(call_limits(page, combination.distribution));
    lines.push(page.message(Message::CanContain, &[&can]));
    if !cannot.is_empty() {
        lines.push(page.message(Message::CannotContain, &[&cannot]));
    }
    lines.push(page.message(combination.more, &[]));
    page.text.list(lines);
    page.link(Message::CallLimits, Some(catalog::call_limits().source));
}

/// The API limits of an app.
fn call_limits(page: &Page<'_>, distribution: &str) -> String {
    let limits = catalog::call_limits();
    let mut parts = Vec::new();
    for limit in &limits.calls {
        if limit.distribution == distribution {
            parts.push(call_limit(page, limit));
        }
    }
    page.message(Message::Calls, &[&parts.join("; "), limits.read])
}

fn call_limit(page: &Page<'_>, limit: &CallLimit) -> String {
    let burst = limit.per_10_seconds.to_string();
    match limit.per_day {
        Some(day) => {
            let day = with_thousands_separators(day);
            page.message(Message::CallsOfTier, &[limit.tier, &burst, &day])
        }
        None => page.message(Message::CallsOfAccount, &[&burst]),
    }
}

fn with_thousands_separators(number: u64) -> String {
    let digits = number.to_string();
    let mut separated = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            separated.push(',');
        }
        separated.push(digit);
    }
    separated
}

/// The component types that an app can and cannot contain. Types about which HubSpot says nothing are in neither list.
fn components(page: &Page<'_>, combination: &Combination) -> (String, String) {
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    for component in COMPONENTS.iter().filter(|component| component.requires_app) {
        let Some(facts) =
            schema::schema(component.name).and_then(|schema| schema.root().get("x-component"))
        else {
            continue;
        };
        let (Some(auth), Some(distributions)) =
            (facts.get("authTypes"), facts.get("distributions"))
        else {
            continue;
        };
        let name = message::quoted(component.name);
        let has_auth = contains(auth, combination.auth);
        match (has_auth, contains(distributions, combination.distribution)) {
            (true, true) => can.push(name),
            // The notes are about authentication only.
            (false, true) if facts.get("compatibilityNote").is_some() => {
                cannot.push(page.message(Message::Disputed, &[&name]));
            }
            _ => cannot.push(name),
        }
    }
    (can.join(", "), cannot.join(", "))
}

fn contains(list: Node, text: &str) -> bool {
    schema::strings(Some(list)).any(|string| string == text)
}
