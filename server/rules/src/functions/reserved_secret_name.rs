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

use crate::rule;
use analysis::{FileContext, secret_names};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "reserved_secret_name.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let reserved = secret_names::of(cx).filter(|(.., name)| secret_names::is_reserved(cx, name));
    out.extend(reserved.map(|(list, value, name)| {
        let message = format!(
            "secret name {} is reserved; HubSpot sets it for each function",
            message::quoted(name)
        );
        cx.at(&RULE, value.span(), message)
            .help("remove it, or rename your secret")
            .fix(
                format!("remove {}", message::quoted(name)),
                Safety::Unsafe,
                edit::remove_element(list, value),
            )
    }));
}
