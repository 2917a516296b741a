//! # reserved-uid-collision
//!
//! A component has the uid `hubspot-serverless-package-uid` in a project with functions.
//!
//! ## Why it is wrong
//!
//! For the functions of a project HubSpot adds a component with exactly this uid, so it refuses the project:
//! `Duplicate uid`.
//!
//! ## Example
//!
//! ```json
//! { "uid": "hubspot-serverless-package-uid", "type": "app-function", "config": {} }
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
        "the uid {} belongs to the package that HubSpot makes of this project's functions",
        message::quoted(uids::RESERVED)
    );
    out.push(uids::take_another(
        cx.at(&RULE, uid.span(), message),
        cx,
        uid,
    ));
}
