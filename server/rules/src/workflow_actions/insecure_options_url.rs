//! # insecure-options-url
//!
//! The `optionsUrl` of a field uses `http`.
//!
//! ## Why it is wrong
//!
//! HubSpot asks for HTTPS where it calls a workflow action, and says nothing else of lists of options. Over `http`
//! everybody on the way reads and changes what is sent, the signature of the request included.
//!
//! ## Example
//!
//! ```json
//! "typeDefinition": { "name": "depot", "type": "enumeration", "optionsUrl": "http://halden-routes.io/depots" }
//! ```
//!
//! ## How to fix
//!
//! Serve the list over `https`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>;
//! `schemas/README.md`, decisions.

use crate::rule;
use analysis::called_urls::{self, Called};
use analysis::{FileContext, placeholders, urls};
use diagnostics::Diagnostic;

rule! {
    file: "insecure_options_url.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // What is left to be filled in is reported as that.
    let is_real =
        |called: &Called<'_>| !called.is_private() && placeholders::left_in(called.text).is_none();
    let insecure =
        called_urls::of(cx).filter(|called| called.url.scheme() == "http" && is_real(called));
    out.extend(insecure.map(|called| {
        let message = format!(
            "{} uses `http`: HubSpot calls workflow actions over `https`",
            urls::shown(called.text)
        );
        let is_right = |text: &str| urls::https(text).is_ok();
        let found = cx.at(&RULE, called.value.span(), message);
        urls::mend(
            found,
            (called.value, called.text),
            "serve the list over `https`",
            is_right,
        )
    }));
}
