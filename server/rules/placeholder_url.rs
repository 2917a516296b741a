//! # placeholder-url
//!
//! HubSpot is to call an address that stands for one still to be written.
//!
//! ## Why it is wrong
//!
//! Templates have `https://example.com` for webhooks and actions. It belongs to nobody: events are lost, and actions fail with an
//! empty answer.
//!
//! ## Example
//!
//! ```json
//! "actionUrl": "https://example.com"
//! ```
//!
//! ## How to fix
//!
//! Write the address of your server.
//!
//! ## Source
//!
//! The official templates at <https://github.com/HubSpot/hubspot-project-components>.

use super::{Check, DocumentCx, Rule, urls};
use crate::diagnostic::{Diagnostic, Severity};

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "placeholder-url",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks",
    file: include_str!("placeholder_url.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let called = urls::called(cx).filter(|(.., url)| url.host_str().is_some_and(is_placeholder));
    out.extend(called.map(|(value, text, _)| {
        let message = format!("{} is a placeholder: HubSpot calls it, and nobody answers", urls::shown(text));
        cx.at(&RULE, value.span(), message).help("write the address of your server")
    }));
}

fn is_placeholder(host: &str) -> bool {
    let stands_in =
        ["your-", "your_", "yourdomain", "yourserver", "replace-", "replace_", "replaceme", "changeme", "change-me"];
    matches!(host, "example.com" | "www.example.com")
        || host.split('.').any(|label| stands_in.iter().any(|start| label.starts_with(start)))
}
