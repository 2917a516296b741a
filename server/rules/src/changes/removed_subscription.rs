//! # removed-subscription
//!
//! An active webhook subscription is gone.
//!
//! ## What it does
//!
//! Compares the lists of `config.subscriptions` of webhooks with those at the git ref, by
//! everything but `active`.
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
const NAMES: [&str; 3] = ["subscriptionType", "objectType", "propertyName"];

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for webhooks in changes.pairs_of("webhooks") {
        for list in LISTS {
            let path = ["subscriptions", list];
            let now: Vec<Vec<Option<&str>>> = match webhooks.after.at(&path) {
                Some(list) => list.elements().map(names).collect(),
                None => Vec::new(),
            };
            let before = webhooks.before.at(&path);
            for old in before.into_iter().flat_map(|list| list.elements()) {
                let is_active =
                    old.get("active").map(|value| value.kind()) == Some(Kind::Bool(true));
                let names = names(old);
                if !is_active || now.contains(&names) {
                    continue;
                }
                let shown: Vec<&str> = names.into_iter().flatten().collect();
                let message = format!(
                    "the active subscription {} is gone: HubSpot may refuse the upload",
                    message::quoted(&shown.join(" "))
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

fn names<'a>(subscription: Value<'a>) -> Vec<Option<&'a str>> {
    NAMES
        .iter()
        .map(|name| subscription.get(name).and_then(|value| value.as_str()))
        .collect()
}
