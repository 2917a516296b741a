//! # helpdesk-without-tickets
//!
//! A card for the help desk sidebar does not include tickets in its object types.
//!
//! ## What it does
//!
//! Checks `objectTypes` of cards with the location `helpdesk.sidebar`.
//!
//! ## Why
//!
//! The help desk shows only tickets. The card never appears.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "helpdesk.sidebar", "objectTypes": ["contacts"] } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "helpdesk.sidebar", "objectTypes": ["contacts", "tickets"] } }
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.tickets.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Add `tickets` to `objectTypes`, or choose another location. For tickets, the app must request
//! `crm.objects.tickets.read`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>

use crate::rule;
use analysis::FileContext;
use analysis::components::Card;
use diagnostics::{Diagnostic, Safety};
use syntax::{Kind, Value, edit};

rule! {
    file: "helpdesk_without_tickets.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Card(check),
}

fn check(card: &Card<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let is_in_helpdesk = |location: &Value<'_>| location.as_str() == Some("helpdesk.sidebar");
    let Some(location) = card.location().filter(is_in_helpdesk) else {
        return;
    };
    let Some(objects) = card
        .object_types()
        .filter(|list| list.kind() == Kind::Array)
    else {
        return;
    };
    let may_be_ticket = |object: Value<'_>| {
        object
            .as_str()
            .is_none_or(|text| text == "0-5" || catalog::singular(text) == "ticket")
    };
    if objects.is_incomplete() || objects.elements().any(may_be_ticket) {
        return;
    }
    let message = "`objectTypes` of this card does not list tickets, which the help desk shows";
    let found = cx
        .at(&RULE, location.span(), message)
        .help("add `tickets` to `objectTypes`, or choose another location");
    let edits = edit::append_element(objects, "\"tickets\"");
    let place = objects.key().map_or(objects.span(), |key| key.span);
    out.push(
        found
            .related(&cx.document.path, place, "object types of the card")
            .fix("add `tickets`", Safety::Unsafe, edits),
    );
}
