//! # insecure-options-url
//!
//! The `optionsUrl` of a field of a workflow action uses `http`.
//!
//! ## What it does
//!
//! Checks every field in `inputFields` and `outputFields`. Private hosts and placeholder URLs are
//! reported by `unreachable-url` and `placeholder-url`.
//!
//! ## Why
//!
//! HubSpot requires HTTPS for the URLs of workflow actions; its documentation does not mention
//! option lists. With `http`, anyone on the network path can read and change the request, including
//! its signature.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "inputFields": [
//!       {
//!         "typeDefinition": {
//!           "name": "depot",
//!           "type": "enumeration",
//!           "fieldType": "select",
//!           "optionsUrl": "http://api.acme.tech/depots"
//!         },
//!         "supportedValueTypes": ["STATIC_VALUE"],
//!         "isRequired": true
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "inputFields": [
//!       {
//!         "typeDefinition": {
//!           "name": "depot",
//!           "type": "enumeration",
//!           "fieldType": "select",
//!           "optionsUrl": "https://api.acme.tech/depots"
//!         },
//!         "supportedValueTypes": ["STATIC_VALUE"],
//!         "isRequired": true
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Serve the options over `https`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>;
//! `schemas/README.md`, decisions.

use crate::rule;
use analysis::called_urls::{self, CalledUrl};
use analysis::{FileContext, placeholders, urls};
use diagnostics::Diagnostic;

rule! {
    file: "insecure_options_url.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: WorkflowAction(|_, cx, out| check(cx, out)),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for called in called_urls::of(cx) {
        if called.url.scheme() == "http" && !is_reported_elsewhere(&called) {
            let message = format!(
                "{} uses `http`: HubSpot calls workflow actions over `https`",
                urls::shown(called.text)
            );
            out.push(urls::suggest(
                cx.at(&RULE, called.value.span(), message),
                (called.value, called.text),
                "serve the list over `https`",
                |text| urls::https(text).is_ok(),
            ));
        }
    }
}

/// `unreachable-url` and `placeholder-url` report such URLs.
fn is_reported_elsewhere(called: &CalledUrl<'_>) -> bool {
    called.is_private() || placeholders::in_url(called.text).is_some()
}
