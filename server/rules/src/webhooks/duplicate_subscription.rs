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
use syntax::{Kind, edit};

rule! {
    file: "duplicate_subscription.rs",
    severity: Warning,
    since: "0.1.0",
    check: Webhooks(check),
}

fn check(webhooks: &Webhooks<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<Key<'_>, Subscription<'_>> = HashMap::new();
    let repeated = webhooks
        .subscriptions()
        .into_iter()
        .filter(is_known)
        .filter_map(|again| {
            let first = *seen.entry(key(&again)).or_insert(again);
            (first.value.index() != again.value.index()).then_some((first, again))
        });
    let found = repeated.map(|(first, again)| {
        let message = format!(
            "{} is listed twice in `{}`",
            message::quoted(again.event),
            again.group.key.text
        );
        let place = again
            .value
            .get("subscriptionType")
            .unwrap_or(again.value)
            .span();
        let diagnostic = cx
            .at(&RULE, place, message)
            .help("change or remove one of them");
        // One of them may be inactive: then it matters which one stays.
        let is_alike = first.value.source() == again.value.source();
        diagnostic
            .related(&cx.document.path, first.value.span(), "first listed here")
            .fix(
                "remove the second subscription",
                if is_alike {
                    Safety::Unsafe
                } else {
                    Safety::DisplayOnly
                },
                edit::remove_element(again.group.value, again.value),
            )
    });
    list_limit::add(found, out);
}

/// The list, the event, the object and the property.
type Key<'a> = (&'a str, &'a str, Option<String>, Option<&'a str>);

fn key<'a>(subscription: &Subscription<'a>) -> Key<'a> {
    let object = subscription
        .string("objectType")
        .map(str::to_ascii_lowercase);
    (
        subscription.group.key.text,
        subscription.event,
        object,
        subscription.string("propertyName"),
    )
}

/// Whether all is known that tells it from others.
fn is_known(subscription: &Subscription<'_>) -> bool {
    let is_unknown = |name| {
        subscription
            .value
            .get(name)
            .is_some_and(|value| value.kind() == Kind::Unknown)
    };
    !subscription.value.is_incomplete()
        && !["objectType", "propertyName"].into_iter().any(is_unknown)
}
