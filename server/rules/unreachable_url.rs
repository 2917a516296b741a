//! # unreachable-url
//!
//! HubSpot is to call an address on this computer, or in a private network.
//!
//! ## Why it is wrong
//!
//! HubSpot's servers call it, and cannot reach it.
//!
//! ## Example
//!
//! ```json
//! "targetUrl": "https://localhost:3000/webhook"
//! ```
//!
//! ## How to fix
//!
//! Write a public address; for development take a tunnel and a profile.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>: the address is public.

use super::{Check, DocumentCx, Rule, urls};
use crate::diagnostic::{Diagnostic, Severity};

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "unreachable-url",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks",
    file: include_str!("unreachable_url.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(urls::called(cx).filter(|(.., url)| urls::is_private(url)).map(|(value, text, _)| {
        let message = format!("HubSpot's servers cannot reach {}", urls::shown(text));
        cx.at(&RULE, value.span(), message).help("write a public address, for development that of a tunnel")
    }));
}
