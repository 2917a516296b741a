//! # placeholder-url
//!
//! The address of webhooks, of a workflow action or of a list of options has something in it that is left to be filled in.
//!
//! ## Why it is wrong
//!
//! HubSpot accepts the address and calls it. Your service is not reachable at `example.com`, at a host below `.example`, `.test` or
//! `.invalid`, which are reserved, or at `your-company.com`: events are lost, and the action fails when a workflow runs it.
//!
//! ## Example
//!
//! ```json
//! "settings": { "targetUrl": "https://example.com/webhook", "maxConcurrentRequests": 10 }
//! ```
//!
//! ## How to fix
//!
//! Write the address of your own service.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks> and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>; the official
//! templates at <https://github.com/HubSpot/hubspot-project-components> leave such hosts for you to fill in. Reserved hosts:
//! RFC 2606 and RFC 6761.

use crate::rule;
use analysis::placeholders::{self, Left};
use analysis::{FileContext, called_urls};
use diagnostics::Diagnostic;

rule! {
    file: "placeholder_url.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for called in called_urls::of(cx).filter(|called| !called.is_private()) {
        let left = match placeholders::left_in(called.text) {
            // The schema refuses what no URL may have in it.
            Some(Left::Piece(piece)) if piece.contains(['<', '{', '[']) => None,
            left => left,
        };
        if let Some(left) = left {
            let message = format!(
                "{}; HubSpot's requests to it are lost",
                left.describe(called.text)
            );
            out.push(
                cx.at(&RULE, called.value.span(), message)
                    .help("write the address of your own service"),
            );
        }
    }
}
