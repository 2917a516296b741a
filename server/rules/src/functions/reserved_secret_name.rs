//! # reserved-secret-name
//!
//! `secretKeys` names a secret that HubSpot gives to each function by itself.
//!
//! ## Why it is wrong
//!
//! `PRIVATE_APP_ACCESS_TOKEN` is there without being asked for. A public project had to give its own secret another name.
//!
//! ## Example
//!
//! ```json
//! "secretKeys": ["PRIVATE_APP_ACCESS_TOKEN", "ORDERS_API_KEY"]
//! ```
//!
//! ## How to fix
//!
//! Remove it. A secret of your own needs another name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>; a commit in
//! dennisedson/hubspot-central-brain (4020fab).

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
