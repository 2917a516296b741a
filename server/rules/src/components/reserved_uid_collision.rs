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
use analysis::components::ComponentFile;
use analysis::{FileContext, uids};
use diagnostics::{Diagnostic, message};

rule! {
    file: "reserved_uid_collision.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // `reserved-uid` reports it in a project without functions.
    if !cx.project.has_functions {
        return;
    }
    let Some(uid) = uids::reserved(cx) else {
        return;
    };
    let message = format!(
        "uid {} is reserved; HubSpot refuses it in a project with functions",
        message::quoted(uids::RESERVED)
    );
    let diagnostic = cx.at(&RULE, uid.span(), message);
    out.push(uids::suggest_another(diagnostic, cx, uid));
}
