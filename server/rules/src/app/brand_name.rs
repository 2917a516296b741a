//! # brand-name
//!
//! The name of a marketplace app, or of one of its cards, contains a brand of HubSpot.
//!
//! ## What it does
//!
//! Reports `HubSpot`, in any spelling and also within a word, and `Hub` as a word of its own. A word
//! such as `GitHub` or `OrgChartHub` is not reported. In the name of a card it also reports `INBOUND`,
//! the name of HubSpot's event, in capitals or beside a year: `Inbound calls` is not reported.
//!
//! ## Why
//!
//! HubSpot builds the app, but does not list it in the HubSpot Marketplace: the name of an app may not
//! be combined with `HubSpot` or `Hub`, and that of a card may not contain or abbreviate a brand of
//! HubSpot.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "name": "Orders for Hubspot" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "name": "Acme orders" } }
//! ```
//!
//! ## How to fix
//!
//! Choose a name without the brand. In texts about HubSpot, such as descriptions, write `HubSpot` with
//! a capital S.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/list-apps/listing-your-app/app-marketplace-listing-requirements>;
//! <https://developers.hubspot.com/changelog/app-marketplace-listing-process-validation>.

use crate::rule;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "brand_name.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(app) = index.app() else {
        return;
    };
    let distribution = app.facts.distribution.as_ref();
    if distribution.is_none_or(|distribution| distribution.text != "marketplace") {
        return;
    }
    for component in &index.components {
        let is_card = component.facts.counts_as("card");
        if !is_card && !component.facts.counts_as("app") {
            continue;
        }
        let Some(name) = &component.facts.shown_name else {
            continue;
        };
        let Some(brand) = Brand::in_name(&name.text, is_card) else {
            continue;
        };
        let component_type = if is_card { "card" } else { "app" };
        let message = match brand {
            Brand::HubSpot => format!(
                "{component_type} name contains `HubSpot`: HubSpot does not list apps with its brands in names"
            ),
            Brand::Hub => format!(
                "{component_type} name contains `Hub`: HubSpot does not list apps with its brands in names"
            ),
            Brand::Inbound => {
                "card name contains `INBOUND`, the name of HubSpot's event: HubSpot does not list such a card"
                    .to_owned()
            }
        };
        out.push(
            RULE.at(component.path, name.span, message)
                .help("choose a name without the brand"),
        );
    }
}

/// A brand of HubSpot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Brand {
    HubSpot,
    /// As a word of its own: other companies have it in their names.
    Hub,
    /// HubSpot's event.
    Inbound,
}

impl Brand {
    /// The brand in the name of an app or a card. Nothing is known about a name with placeholders.
    fn in_name(name: &str, is_card: bool) -> Option<Brand> {
        if name.contains("${") {
            return None;
        }
        let words: Vec<&str> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let is_hub = |word: &str| word.eq_ignore_ascii_case("hub");
        let mut previous = "";
        let mut found = None;
        for word in words {
            let is_split = is_hub(previous) && word.eq_ignore_ascii_case("spot");
            if is_split || word.to_ascii_lowercase().contains("hubspot") {
                return Some(Brand::HubSpot);
            }
            if is_hub(word) {
                found = Some(Brand::Hub);
            } else if is_card && found.is_none() && is_event(previous, word) {
                found = Some(Brand::Inbound);
            }
            previous = word;
        }
        found
    }
}

/// Whether a word, or it with the one before it, names HubSpot's event: `INBOUND`, `Inbound 2026`, `INBOUND26`.
fn is_event(previous: &str, word: &str) -> bool {
    let number = match word.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("inbound") => word.get(7..).unwrap_or_default(),
        _ => "",
    };
    word == "INBOUND"
        || is_year(number)
        || previous.eq_ignore_ascii_case("inbound") && is_year(word)
        || word.eq_ignore_ascii_case("inbound") && is_year(previous)
}

fn is_year(word: &str) -> bool {
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (word.len() == 2 || word.len() == 4 && word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brands_are_found_and_words_that_contain_hub_are_not() {
        for (name, app, card) in [
            (
                "Orders for HubSpot",
                Some(Brand::HubSpot),
                Some(Brand::HubSpot),
            ),
            ("hubspotify", Some(Brand::HubSpot), Some(Brand::HubSpot)),
            (
                "Hub Spot orders",
                Some(Brand::HubSpot),
                Some(Brand::HubSpot),
            ),
            ("hub-spot", Some(Brand::HubSpot), Some(Brand::HubSpot)),
            ("Order Hub", Some(Brand::Hub), Some(Brand::Hub)),
            ("INBOUND calls", None, Some(Brand::Inbound)),
            ("Inbound 2026 leads", None, Some(Brand::Inbound)),
            ("2026 inbound", None, Some(Brand::Inbound)),
            ("inbound26", None, Some(Brand::Inbound)),
            ("Inbound calls", None, None),
            ("GitHub issues", None, None),
            ("OrgChartHub", None, None),
            ("Hubs and hubris", None, None),
            ("Spot the hubble", None, None),
            ("Ünböünd größe", None, None),
            ("", None, None),
            ("${NAME} Hub", None, None),
        ] {
            assert_eq!(Brand::in_name(name, false), app, "{name}");
            assert_eq!(Brand::in_name(name, true), card, "{name}");
        }
    }
}
