//! # reserved-uid-collision
//!
//! A component has the uid `hubspot-serverless-package-uid` in a project with functions.
//!
//! ## What it does
//!
//! Checks projects with an `app-function` component. In other projects, `reserved-uid` reports the
//! uid.
//!
//! ## Why
//!
//! HubSpot adds a component with exactly this uid for the functions of a project, and then refuses
//! the project: `Duplicate uid`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders", "type": "app-function" }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "hubspot-serverless-package-uid" }
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders", "type": "app-function" }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_card" }
//! ```
//!
//! ## How to fix
//!
//! Choose a different uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;
use analysis::{FileContext, uids};
use diagnostics::{Diagnostic, message};

rule! {
    file: "reserved_uid_collision.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(uid) = uids::reserved(cx).filter(|_| cx.project.has_functions) else {
        return;
    };
    let message = format!(
        "uid {} is reserved; HubSpot refuses it in a project with functions",
        message::quoted(uids::RESERVED)
    );
    out.push(uids::suggest_another(
        cx.at(&RULE, uid.span(), message),
        cx,
        uid,
    ));
}
