//! # invalid-support-phone
//!
//! `config.support.supportPhone` does not begin with `+`.
//!
//! ## What it does
//!
//! Checks the first character only; the format of the digits is not checked.
//!
//! ## Why
//!
//! HubSpot requires the number with its country code, so that it can be called from anywhere.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportPhone": "(020) 7946 0123" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportPhone": "+442079460123" } } }
//! ```
//!
//! ## How to fix
//!
//! Write the number with its country code, such as `+442079460123`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! official templates at <https://github.com/HubSpot/hubspot-project-components>.

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, urls};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "invalid_support_phone.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for (value, text) in app.support_strings(&["supportPhone"]) {
        if text.starts_with('+') {
            continue;
        }
        let message = format!(
            "phone number {} does not begin with `+`; HubSpot requires the country code",
            message::quoted(text)
        );
        let diagnostic = cx.at(&RULE, value.span(), message);
        let bare = urls::trimmed(text);
        out.push(if bare.starts_with('+') {
            diagnostic.help("trim quotes and whitespace").fix(
                "trim quotes and whitespace",
                Safety::Safe,
                edit::replace_value(value, &edit::quote(bare)),
            )
        } else {
            diagnostic.help("add the country code, such as `+442079460123`")
        });
    }
}
