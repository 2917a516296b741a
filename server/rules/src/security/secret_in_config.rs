//! # secret-in-config
//!
//! A string contains what looks like a secret, such as an access token, an API key or a client
//! secret.
//!
//! ## What it does
//!
//! Reports tokens with a known prefix (`pat-`, `sk_live_`, `ghp_`), long generated values of
//! properties such as `password` or `apiKey`, and long values of URL parameters such as `token`,
//! `api_key`, `sig`, `code` and `x-vercel-protection-bypass`. The output of hsmeta never contains
//! the secret itself.
//!
//! ## Why
//!
//! Everybody who can read the project can read the secret, and the history of the repository keeps
//! it after it is removed from the file. HubSpot receives `config` and profiles with the build, and
//! the variables of profiles are sent to the browser.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "settings": { "targetUrl": "https://api.acme.tech/webhooks?token=k7Qm2ZtX9vB4nL8s" }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "https://api.acme.tech/webhooks" } } }
//! ```
//!
//! ## How to fix
//!
//! Create a new secret and revoke the old one at once. Store the new one with `hs secret add`, and
//! list its name in `secretKeys` of the functions that use it. A URL that HubSpot calls requires no
//! secret: HubSpot signs its requests, and the server can verify the signature.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>:
//! files contain the names of secrets only;
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation>:
//! requests are signed.

use crate::rule;
use analysis::{FileContext, secrets};
use diagnostics::Diagnostic;

rule! {
    file: "secret_in_config.rs",
    severity: Warning,
    since: "0.1.0",
    check: AnyFile(check),
}

/// Checks the file as it is written: values of a profile are reported there.
fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for value in secrets::pasted(&cx.document.syntax) {
        let is_in_url = value.as_str().is_some_and(|text| text.contains("://"));
        let help = if is_in_url {
            "rotate it and remove it from the URL; the server can verify the signature of HubSpot's requests"
        } else {
            "rotate it, expire the old one at once, and store the new one with `hs secret add`"
        };
        let message = "likely a secret, which everyone with access to the project can read";
        out.push(cx.at(&RULE, value.span(), message).help(help));
    }
}
