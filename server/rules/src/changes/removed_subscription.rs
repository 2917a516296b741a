//! # removed-subscription
//!
//! An active webhook subscription is gone.
//!
//! ## What it does
//!
//! Compares the lists of `config.subscriptions` of webhooks with those at the git ref, by
//! everything but `active`, whatever the spelling of the object.
//!
//! ## Why
//!
//! HubSpot is said to refuse the removal of an active subscription: first `active` has to be
//! `false`. One public note says so.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "subscriptions": {
//!       "crmObjects": [
//!         { "subscriptionType": "object.creation", "objectType": "contact", "active": true },
//!         { "subscriptionType": "object.deletion", "objectType": "contact", "active": true }
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "subscriptions": {
//!       "crmObjects": [{ "subscriptionType": "object.creation", "objectType": "contact", "active": true }]
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
//! Set `active` to `false`, deploy, and remove the subscription then.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>;
//! seen once, so this is an info.

use crate::rule;
use analysis::changes::Changes;
use catalog::singular;
use diagnostics::Diagnostic;
use diagnostics::message;
use syntax::{Kind, Value};

rule! {
    file: "removed_subscription.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

const LISTS: [&str; 3] = ["crmObjects", "legacyCrmObjects", "hubEvents"];

/// What identifies a subscription.
const NAMES: [&str; 3] = ["subscriptionType", OBJECT, "propertyName"];

const OBJECT: &str = "objectType";

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for webhooks in changes.pairs_of("webhooks") {
        for list in LISTS {
            let path = ["subscriptions", list];
            if !webhooks.after.is_known(&path) {
                continue;
            }
            let now = elements(webhooks.after.at(&path));
            for old in elements(webhooks.before.at(&path)) {
                let is_active =
                    old.get("active").map(|value| value.kind()) == Some(Kind::Bool(true));
                if !is_active || now.iter().any(|now| is_same(old, *now)) {
                    continue;
                }
                let message = format!(
                    "the active subscription {} is gone: HubSpot may refuse the upload",
                    message::quoted(&shown(old))
                );
                out.push(
                    webhooks
                        .at(&RULE, webhooks.nearest(&path), message)
                        .help("deploy it with `active: false` first"),
                );
            }
        }
    }
}

fn elements(list: Option<Value<'_>>) -> Vec<Value<'_>> {
    list.into_iter().flat_map(|list| list.elements()).collect()
}

/// Whether two subscriptions are to the same events, whatever the spelling of the object. What is not known may be anything.
fn is_same(old: Value<'_>, now: Value<'_>) -> bool {
    NAMES.iter().all(|name| {
        let (old, now) = (old.get(name), now.get(name));
        let is_unknown =
            |value: Option<Value<'_>>| value.is_some_and(|value| value.kind() == Kind::Unknown);
        let is_same_object = *name == OBJECT && text(old).map(singular) == text(now).map(singular);
        is_unknown(old) || is_unknown(now) || text(old) == text(now) || is_same_object
    })
}

/// What a subscription is to, in the order of its properties.
fn shown(subscription: Value<'_>) -> String {
    let texts: Vec<&str> = NAMES
        .iter()
        .filter_map(|name| text(subscription.get(name)))
        .collect();
    texts.join(" ")
}

fn text(value: Option<Value<'_>>) -> Option<&str> {
    value?.as_str()
}
