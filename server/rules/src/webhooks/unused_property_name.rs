//! # unused-property-name
//!
//! A webhook subscription to another event than a property change has a `propertyName`.
//!
//! ## What it does
//!
//! Checks subscriptions to creation, deletion, merge, restore, association changes, new messages
//! and privacy deletion.
//!
//! ## Why
//!
//! HubSpot uses `propertyName` only for property changes. Either the property has no effect, or the
//! event is not the intended one.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "subscriptions": {
//!       "crmObjects": [
//!         {
//!           "subscriptionType": "object.creation",
//!           "objectType": "contact",
//!           "propertyName": "email",
//!           "active": true
//!         }
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "subscriptions": {
//!       "crmObjects": [
//!         {
//!           "subscriptionType": "object.propertyChange",
//!           "objectType": "contact",
//!           "propertyName": "email",
//!           "active": true
//!         }
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Remove `propertyName`, or subscribe to `object.propertyChange`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>

use crate::rule;
use analysis::components::{Subscription, Webhooks};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "unused_property_name.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    tag: Unnecessary,
    check: Webhooks(check),
}

/// The events that are not the change of a property; another rule reports other values.
const OTHER_ACTIONS: [&str; 7] = [
    "creation",
    "deletion",
    "merge",
    "restore",
    "associationChange",
    "newMessage",
    "privacyDeletion",
];

fn check(webhooks: &Webhooks<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let subscriptions = webhooks.subscriptions();
    let diagnostics = subscriptions
        .iter()
        .filter_map(|subscription| diagnostic(subscription, cx));
    list_limit::add(diagnostics, out);
}

fn diagnostic(subscription: &Subscription<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    if !OTHER_ACTIONS.contains(&subscription.action()) {
        return None;
    }
    let property_name = subscription.property_name()?;
    let message = format!(
        "`propertyName` has no effect on {}",
        message::quoted(subscription.event)
    );
    Some(
        cx.at(&RULE, property_name.key.span, message)
            .help("remove `propertyName`, or subscribe to property changes")
            .fix(
                "remove `propertyName`",
                Safety::Unsafe,
                edit::remove_member(subscription.value, property_name),
            ),
    )
}
