//! # account-api-key
//!
//! A URL has the parameter `hapikey`, the API key of an account.
//!
//! ## Why it is wrong
//!
//! HubSpot ended these keys on 30 November 2022: the call fails. Where the key stands in the URL, everybody who can read the
//! project can read it.
//!
//! ## Example
//!
//! ```json
//! "actionUrl": "https://hooks.acme.tech/orders?hapikey=demo"
//! ```
//!
//! ## How to fix
//!
//! Remove the parameter. Call HubSpot with the access token of the app, in the header `Authorization`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/upcoming-api-key-sunset>; the date stands in
//! <https://knowledge.hubspot.com/integrations/how-do-i-get-my-hubspot-api-key>.

use crate::{Check, DocumentCx, Rule};
use analysis::secrets::ACCOUNT_KEY;
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "account-api-key",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/changelog/upcoming-api-key-sunset",
    file: include_str!("account_api_key.rs"),
    check: Check::Document(check),
};

/// Looks at the file as it is written: what a profile brings in is said there.
fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let syntax = &cx.document.syntax;
    let Some(root) = syntax
        .root()
        .filter(|_| syntax.source().contains(ACCOUNT_KEY))
    else {
        return;
    };
    let carries = |text: &str| text.contains(ACCOUNT_KEY);
    let values = root
        .descendants()
        .filter(|value| value.as_str().is_some_and(carries));
    out.extend(values.map(|value| {
        let message =
            "`hapikey` is the API key of an account, which HubSpot ended on 30 November 2022";
        cx.at(&RULE, value.span(), message)
            .help("remove it and use the access token of the app")
    }));
}
