//! # placeholder-url
//!
//! The address of webhooks, of a workflow action or of a list of options still has the host of a template.
//!
//! ## Why it is wrong
//!
//! HubSpot accepts the address and calls it. Nothing of yours answers at `example.com`: events are lost, and the action
//! fails when a workflow runs it.
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
//! templates at <https://github.com/HubSpot/hubspot-project-components> leave these hosts for you to fill in.

use super::{Check, DocumentCx, Rule, called_urls, urls};
use crate::diagnostic::{Diagnostic, Severity};

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "placeholder-url",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    file: include_str!("placeholder_url.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let left = called_urls::of(cx).filter(|called| called.url.host_str().is_some_and(is_placeholder));
    out.extend(left.map(|called| {
        let message =
            format!("{} is the address of a template: nothing of yours answers there", urls::shown(called.text));
        cx.at(&RULE, called.value.span(), message).help("write the address of your own service")
    }));
}

/// Beginnings of hosts that ask to be filled in.
const ASKING: [&str; 5] = ["your-", "your_", "yourdomain.", "replace-", "replace_"];

fn is_placeholder(host: &str) -> bool {
    urls::is_example(host) || ASKING.iter().any(|beginning| host.starts_with(beginning))
}
