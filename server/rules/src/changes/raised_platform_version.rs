//! # raised-platform-version
//!
//! The project goes to a newer platform version.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with that at the git ref, if HubSpot has released
//! both.
//!
//! ## Why
//!
//! HubSpot's command line has no way back: a migration cannot be undone.
//!
//! ## Example
//!
//! Before:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03" }
//! ```
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.09" }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03" }
//! ```
//!
//! ## How to fix
//!
//! Nothing, if that is the plan. Read what the version changes.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; npm
//! `@hubspot/cli` 8.14.0, `lang/en.js`, `migrate`.

use super::versions;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "raised_platform_version.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    let Some(change) = versions::change(changes) else {
        return;
    };
    if change.is_raised {
        let message = format!(
            "`platformVersion` was {}: there is no way back by HubSpot's command line",
            message::quoted(change.old)
        );
        out.push(
            RULE.at(change.path, change.span, message)
                .help("deploy to a test account first"),
        );
    }
}
