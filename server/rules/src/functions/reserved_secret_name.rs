//! # reserved-secret-name
//!
//! `secretKeys` lists a secret that HubSpot provides to every function.
//!
//! ## What it does
//!
//! Reports `PRIVATE_APP_ACCESS_TOKEN`.
//!
//! ## Why
//!
//! The secret is available without an entry in `secretKeys`. A public project had to rename its own
//! secret of this name.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["PRIVATE_APP_ACCESS_TOKEN", "ORDERS_API_KEY"] } }
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["ORDERS_API_KEY"] } }
//! ```
//!
//! ## How to fix
//!
//! Remove the entry. A secret of your own requires another name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>;
//! commit 4020fab in dennisedson/hubspot-central-brain.

use crate::analysis::secret_names;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Safety, Severity, message};
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "reserved-secret-name",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    file: include_str!("reserved_secret_name.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let reserved = secret_names::of(cx).filter(|(.., name)| secret_names::is_reserved(cx, name));
    out.extend(reserved.map(|(list, value, name)| {
        let message = format!(
            "{} is HubSpot's own: each function has it",
            message::quoted(name)
        );
        cx.at(&RULE, value.span(), message)
            .help("remove it, or give your secret another name")
            .fix(
                format!("remove {}", message::quoted(name)),
                Safety::Unsafe,
                edit::remove_element(list, value),
            )
    }));
}
