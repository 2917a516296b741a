//! # changed-card-placement
//!
//! A card is shown in other places than before.
//!
//! ## What it does
//!
//! Compares `config.location` and `config.objectTypes` of cards with those at the git ref.
//!
//! ## Why
//!
//! The card may disappear from layouts that have it, and has to be added again.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.tab" } }
//! ```
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.sidebar" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.tab" } }
//! ```
//!
//! ## How to fix
//!
//! Keep the place, or add another card with a new `uid`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! the effect is an inference, so this is an info.

use crate::rule;
use analysis::changes::{Changes, Pair};
use catalog::singular;
use diagnostics::{Diagnostic, message};

rule! {
    file: "changed_card_placement.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

const EFFECT: &str = "it may disappear from layouts that have it";

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for card in changes.pairs_of("card") {
        if let Some((old, value)) = card.changed_string(&["location"]) {
            let message = format!("the card was in {}: {EFFECT}", message::quoted(old));
            out.push(card.at(&RULE, Some(value.span()), message).help(HELP));
        }
        for object in removed_objects(&card) {
            let message = format!("the card was on {}: {EFFECT}", message::quoted(object));
            out.push(
                card.at(&RULE, card.nearest(&["objectTypes"]), message)
                    .help(HELP),
            );
        }
    }
}

const HELP: &str = "keep it, unless the card is meant to move";

/// The objects that the card is no longer on, whatever their spelling.
fn removed_objects<'s>(card: &Pair<'s>) -> Vec<&'s str> {
    let path = ["objectTypes"];
    let now = card.after.strings(&path).unwrap_or_default();
    let mut removed = card.removed_strings(&path);
    removed.retain(|old| {
        !now.iter()
            .any(|(_, object)| singular(object) == singular(old))
    });
    removed
}
