//! # reserved-uid
//!
//! A component has the uid `hubspot-serverless-package-uid`, which HubSpot reserves.
//!
//! ## What it does
//!
//! Checks projects without functions. In a project with functions, `reserved-uid-collision` reports
//! the uid.
//!
//! ## Why
//!
//! HubSpot adds a component with this uid to every project that has functions. As soon as this
//! project has one, HubSpot refuses the upload.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "hubspot-serverless-package-uid" }
//! ```
//!
//! Good:
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

use crate::analysis::uids;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "reserved-uid",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("reserved_uid.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(uid) = uids::reserved(cx).filter(|_| !cx.around.has_functions) else {
        return;
    };
    let message = format!(
        "the uid {} is HubSpot's own: it fails as soon as the project has a function",
        message::quoted(uids::RESERVED)
    );
    out.push(uids::take_another(
        cx.at(&RULE, uid.span(), message),
        cx,
        uid,
    ));
}
