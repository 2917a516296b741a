//! # duplicate-subscription
//!
//! The webhooks component has two subscriptions to the same event.
//!
//! ## What it does
//!
//! Compares the subscriptions within each list by `subscriptionType`, `objectType`
//! (case-insensitive) and `propertyName`.
//!
//! ## Why
//!
//! The second subscription has no effect. Often it was copied and should be for a different event.
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
//!         { "subscriptionType": "object.creation", "objectType": "contact", "active": true },
//!         { "subscriptionType": "object.creation", "objectType": "contact", "active": false }
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
//!         { "subscriptionType": "object.creation", "objectType": "contact", "active": true },
//!         { "subscriptionType": "object.deletion", "objectType": "contact", "active": false }
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Change or remove one of them. To remove a deployed subscription, set `active` to `false` and
//! upload first.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>,
//! which does not forbid it.

use crate::rule;
use std::collections::HashMap;

use analysis::components::{Subscription, Webhooks};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Kind, Value, edit};

rule! {
    file: "duplicate_subscription.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Webhooks(check),
}

fn check(webhooks: &Webhooks<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let duplicates = duplicates(webhooks.subscriptions());
    let diagnostics = duplicates
        .iter()
        .map(|(first, again)| diagnostic(first, again, cx));
    list_limit::add(diagnostics, out);
}

/// The subscriptions that an earlier one is equal to, after that one.
fn duplicates<'a>(
    subscriptions: Vec<Subscription<'a>>,
) -> Vec<(Subscription<'a>, Subscription<'a>)> {
    let mut seen: HashMap<Key<'_>, Subscription<'_>> = HashMap::new();
    let mut duplicates = Vec::new();
    for subscription in subscriptions {
        if !is_certain(&subscription) {
            continue;
        }
        let first = *seen.entry(key(&subscription)).or_insert(subscription);
        if first.value.index() != subscription.value.index() {
            duplicates.push((first, subscription));
        }
    }
    duplicates
}

fn diagnostic(
    first: &Subscription<'_>,
    again: &Subscription<'_>,
    cx: &FileContext<'_>,
) -> Diagnostic {
    let message = format!(
        "{} is listed twice in `{}`",
        message::quoted(again.event),
        again.group.key.text
    );
    // One of them may be inactive: then it matters which one is removed.
    let safety = if first.value.source() == again.value.source() {
        Safety::Unsafe
    } else {
        Safety::DisplayOnly
    };
    cx.at(&RULE, again.event_value.span(), message)
        .help("change or remove one of them")
        .related(&cx.document.path, first.value.span(), "first listed here")
        .fix(
            "remove the second subscription",
            safety,
            edit::remove_element(again.group.value, again.value),
        )
}

/// The list, the event, the object and the property.
type Key<'a> = (&'a str, &'a str, Option<String>, Option<&'a str>);

fn key<'a>(subscription: &Subscription<'a>) -> Key<'a> {
    let object_type = subscription.object_type().and_then(|value| value.as_str());
    let property_name = subscription.property_name();
    (
        subscription.group.key.text,
        subscription.event,
        object_type.map(str::to_ascii_lowercase),
        property_name.and_then(|member| member.value.as_str()),
    )
}

/// Whether everything that distinguishes it from others is known.
fn is_certain(subscription: &Subscription<'_>) -> bool {
    !subscription.value.is_incomplete()
        && !subscription.object_type().is_some_and(is_unknown)
        && !subscription
            .property_name()
            .is_some_and(|member| is_unknown(member.value))
}

fn is_unknown(value: Value<'_>) -> bool {
    value.kind() == Kind::Unknown
}
