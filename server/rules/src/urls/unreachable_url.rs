//! # unreachable-url
//!
//! The address of webhooks, of a workflow action or of a list of options is one that HubSpot's servers cannot reach.
//!
//! ## Why it is wrong
//!
//! HubSpot calls the address from its own servers. `localhost`, private IP addresses and names such as `orders.local`
//! mean something else there, or nothing.
//!
//! ## Example
//!
//! ```json
//! "actionUrl": "https://localhost:3000/reconcile"
//! ```
//!
//! ## How to fix
//!
//! Write a public address. During development a tunnel gives your machine one; keep it in a profile's variable.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks> and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>: the address has
//! to be public.

use crate::analysis::{called_urls, urls};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unreachable-url",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    file: include_str!("unreachable_url.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let hidden = called_urls::of(cx).filter(|called| called.is_private());
    out.extend(hidden.map(|called| {
        let message = format!("{} is no public address: HubSpot cannot reach it", urls::shown(called.text));
        let help = "write a public address; a variable of a profile can hold that of a tunnel during development";
        cx.at(&RULE, called.value.span(), message).help(help)
    }));
}
