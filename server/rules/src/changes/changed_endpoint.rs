//! # changed-endpoint
//!
//! The URL that HubSpot calls changes.
//!
//! ## What it does
//!
//! Compares `config.actionUrl` of workflow actions and `config.settings.targetUrl` of webhooks
//! with those at the git ref.
//!
//! ## Why
//!
//! From the deploy on, HubSpot sends all requests to the new URL, also those of running
//! workflows.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://api.acme.tech/webhooks" } } }
//! ```
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://hooks.acme.tech/webhooks" } } }
//! ```
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://api.acme.tech/webhooks" } } }
//! ```
//!
//! ## How to fix
//!
//! Make sure that the new URL answers before the deploy.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>;
//! the effect is an inference, so this is an info.

use crate::rule;
use analysis::changes::Changes;
use analysis::urls;
use diagnostics::{Diagnostic, message};

rule! {
    file: "changed_endpoint.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

/// The URLs that HubSpot calls, by type.
const URLS: [(&str, &[&str]); 2] = [
    ("workflow-action", &["actionUrl"]),
    ("webhooks", &["settings", "targetUrl"]),
];

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for (type_name, path) in URLS {
        for component in changes.pairs_of(type_name) {
            let Some((old, value)) = component.changed_string(path) else {
                continue;
            };
            let name = message::quoted(path.last().unwrap_or(&""));
            let message = format!(
                "{name} was {}: HubSpot sends all requests to the new URL",
                urls::shown(old)
            );
            out.push(
                component
                    .at(&RULE, Some(value.span()), message)
                    .help("make sure that the new URL answers before the deploy"),
            );
        }
    }
}
