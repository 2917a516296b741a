//! # placeholder-url
//!
//! The URL of webhooks, a workflow action or an option list is a placeholder.
//!
//! ## What it does
//!
//! Reports hosts that are reserved for examples (`example.com`, `.example`, `.test`, `.invalid`),
//! hosts of templates such as `your-company.com`, and strings with something left to fill in.
//!
//! ## Why
//!
//! HubSpot accepts the URL and sends requests to it. Your service is not publicly reachable there:
//! webhook events are lost, and a workflow fails when it runs the action.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://example.com/webhooks" } } }
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
//! Write the URL of your own service.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>
//! and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>;
//! the official templates at <https://github.com/HubSpot/hubspot-project-components> contain such
//! hosts to be filled in. Reserved hosts: RFC 2606 and RFC 6761.

use crate::rule;
use analysis::placeholders::{self, UrlPlaceholder};
use analysis::{FileContext, called_urls};
use diagnostics::Diagnostic;

rule! {
    file: "placeholder_url.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    check: Webhooks(|_, cx, out| check(cx, out)), WorkflowAction(|_, cx, out| check(cx, out)),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for called in called_urls::of(cx) {
        // `unreachable-url` reports private URLs.
        if called.is_private() {
            continue;
        }
        let Some(left) = placeholders::in_url(called.text) else {
            continue;
        };
        // The schema refuses characters that no URL may contain.
        if matches!(left, UrlPlaceholder::Marker(piece) if piece.contains(['<', '{', '['])) {
            continue;
        }
        let message = format!(
            "{}; HubSpot's requests to it are lost",
            left.describe(called.text)
        );
        out.push(
            cx.at(&RULE, called.value.span(), message)
                .help("write the URL of your own service"),
        );
    }
}
