//! # unreachable-url
//!
//! The URL of webhooks, a workflow action or an option list is not publicly reachable.
//!
//! ## What it does
//!
//! Reports `localhost`, private IP addresses and local names such as `orders.local`.
//!
//! ## Why
//!
//! HubSpot sends requests to the URL from its own servers, where such a host is another machine or
//! does not exist.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "actionUrl": "https://localhost:3000/reserve" } }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "actionUrl": "https://api.acme.tech/reserve" } }
//! ```
//!
//! ## How to fix
//!
//! Write a publicly reachable URL. During development, a variable of a profile can contain the URL
//! of a tunnel to your computer.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>
//! and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>:
//! the URL must be publicly reachable.

use crate::rule;
use analysis::{FileContext, called_urls, urls};
use diagnostics::Diagnostic;

rule! {
    file: "unreachable_url.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    check: Webhooks(|_, cx, out| check(cx, out)), WorkflowAction(|_, cx, out| check(cx, out)),
}

/// What to do about a private URL.
const HELP: &str =
    "write a public URL, or set the URL of a tunnel in a profile variable during development";

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for called in called_urls::of(cx) {
        if called.is_private() {
            let message = format!(
                "{} is not publicly reachable: HubSpot cannot send requests to it",
                urls::shown(called.text)
            );
            out.push(cx.at(&RULE, called.value.span(), message).help(HELP));
        }
    }
}
