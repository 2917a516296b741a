//! # removed-card
//!
//! A card of the deployed project is gone, or has another `uid`.
//!
//! ## What it does
//!
//! Looks for the cards at the git ref by their uids.
//!
//! ## Why
//!
//! HubSpot blocks the whole deploy with `Removing an extension card is risky. This will remove the
//! card from …`, also an automatic one. `hs project deploy --force` passes; then users lose the card,
//! and one with a new uid has to be added to each layout again. Which other component types block a
//! deploy is not documented.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "returns" }
//! ```
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "all-returns" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "returns" }
//! ```
//!
//! ## How to fix
//!
//! Restore the file or the uid. To remove the card on purpose, deploy with `--force`.
//!
//! ## Source
//!
//! <https://github.com/HubSpot/hubspot-cli/issues/1623>; npm `@hubspot/cli` 8.14.0,
//! `lib/projects/deploy.js`.

use super::uids;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "removed_card.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

const EFFECT: &str = "HubSpot blocks the deploy, and users lose the card";

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for card in changes.renamed_of("card") {
        let uid = message::quoted(card.before.uid);
        let message = format!("the uid of this card was {uid}: {EFFECT}");
        let diagnostic = card
            .at(&RULE, None, message)
            .help("restore the uid, or deploy with `--force` on purpose");
        out.push(uids::with_fix(diagnostic, card));
    }
    for card in changes.removed_of("card") {
        let message = format!("{}: {EFFECT}", uids::gone("card", card));
        if let Some(diagnostic) = changes.at_project(&RULE, message) {
            out.push(diagnostic.help("restore the file, or deploy with `--force` on purpose"));
        }
    }
}
