//! # lowered-platform-version
//!
//! The project goes back to an older platform version.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with that at the git ref, if HubSpot has released
//! both.
//!
//! ## Why
//!
//! HubSpot does not document what happens to a project that is deployed with a newer version.
//!
//! ## Example
//!
//! Before:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.09" }
//! ```
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03" }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.09" }
//! ```
//!
//! ## How to fix
//!
//! Restore the version.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>.

use super::versions;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;
use diagnostics::{Safety, message};
use syntax::edit;

rule! {
    file: "lowered_platform_version.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    let Some(change) = versions::change(changes) else {
        return;
    };
    if !change.is_raised {
        let old = message::quoted(change.old);
        let message = format!("`platformVersion` was {old}: HubSpot does not document a way back");
        let edit = [(change.span, edit::quote(change.old))];
        out.push(
            RULE.at(change.path, change.span, message)
                .help("restore the version")
                .fix(format!("change to {old}"), Safety::Unsafe, edit),
        );
    }
}
