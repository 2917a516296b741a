//! # unwatchable-property
//!
//! A webhook subscription watches a property whose changes HubSpot does not report.
//!
//! ## What it does
//!
//! Checks the `propertyName` of subscriptions to property changes: `hs_lastmodifieddate`,
//! `num_unique_conversion_events`, and the contents of emails and messages.
//!
//! ## Why
//!
//! HubSpot sends no webhook events for these properties, so the subscription never fires.
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
//!           "subscriptionType": "object.propertyChange",
//!           "objectType": "contact",
//!           "propertyName": "hs_lastmodifieddate",
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
//! Watch the properties that you use, each with its own subscription.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>;
//! HubSpot's guide to the webhooks of legacy apps.

use crate::rule;
use analysis::components::{Subscription, Webhooks};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unwatchable_property.rs",
    severity: Warning,
    since: "0.1.0",
    check: Webhooks(check),
}

/// The properties, with the objects that they belong to; `None` means all.
const UNWATCHABLE: [(&str, Option<&str>); 5] = [
    ("hs_lastmodifieddate", None),
    ("num_unique_conversion_events", None),
    ("hs_email_html", Some("email")),
    ("hs_email_subject", Some("email")),
    ("hs_communication_body", Some("communication")),
];

fn check(webhooks: &Webhooks<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let subscriptions = webhooks.subscriptions();
    let diagnostics = subscriptions
        .iter()
        .filter_map(|subscription| diagnostic(subscription, cx));
    list_limit::add(diagnostics, out);
}

fn diagnostic(subscription: &Subscription<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    if subscription.action() != "propertyChange" {
        return None;
    }
    let property = subscription.property_name()?.value;
    let name = property.as_str()?;
    if !is_unwatchable(name, subscription.object()) {
        return None;
    }
    let message = format!(
        "HubSpot does not report changes of {}: this subscription never fires",
        message::quoted(name)
    );
    Some(
        cx.at(&RULE, property.span(), message)
            .help("subscribe to a different property"),
    )
}

fn is_unwatchable(name: &str, object: Option<&str>) -> bool {
    UNWATCHABLE.iter().any(|(property, of_object)| {
        let is_of_object = match (of_object, object) {
            (None, _) => true,
            (Some(of_object), Some(object)) => object.eq_ignore_ascii_case(of_object),
            (Some(_), None) => false,
        };
        *property == name && is_of_object
    })
}
