//! # reserved-uid
//!
//! A component has the uid `hubspot-serverless-package-uid`, which HubSpot keeps for itself.
//!
//! ## Why it is wrong
//!
//! HubSpot adds a component with this uid to every project that has functions. This project has none, so nothing is
//! refused today; with the first function the upload fails.
//!
//! ## Example
//!
//! ```json
//! { "uid": "hubspot-serverless-package-uid", "type": "card", "config": {} }
//! ```
//!
//! ## How to fix
//!
//! Give the component another uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; executed.

use crate::rule;
use analysis::{FileContext, uids};
use diagnostics::{Diagnostic, message};

rule! {
    file: "reserved_uid.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(uid) = uids::reserved(cx).filter(|_| !cx.project.has_functions) else {
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
