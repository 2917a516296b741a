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
    let (Some(location), Some(objects)) = (card.location(), card.object_types()) else {
        return;
    };
    if location.as_str() != Some("helpdesk.sidebar")
        || objects.kind() != Kind::Array
        || objects.is_incomplete()
        || objects.elements().any(may_be_ticket)
    {
        return;
    }
    let message = "`objectTypes` of this card does not list tickets, which the help desk shows";
    let objects_span = match objects.key() {
        Some(key) => key.span,
        None => objects.span(),
    };
    out.push(
        cx.at(&RULE, location.span(), message)
            .help("add `tickets` to `objectTypes`, or choose another location")
            .related(&cx.document.path, objects_span, "object types of the card")
            .fix(
                "add `tickets`",
                Safety::Unsafe,
                edit::append_element(objects, "\"tickets\""),
            ),
    );
}

/// Whether an object type is that of tickets, or not known.
fn may_be_ticket(object: Value<'_>) -> bool {
    match object.as_str() {
        Some(text) => text == "0-5" || catalog::singular(text) == "ticket",
        None => true,
    }
}
