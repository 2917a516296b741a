//! # secret-in-config
//!
//! A string has something in it that looks like a secret: an access token, an API key, a client secret, or a long value of a
//! parameter in a URL that is a secret by its name (`token`, `api_key`, `sig`, `code`, `x-vercel-protection-bypass` and their like).
//!
//! ## Why it is wrong
//!
//! Everybody who can read the project can read it, and the history of a repository keeps it after it is gone from the file. What
//! stands in `config` or in a profile is sent with the build; variables of profiles reach the browser. hsmeta never prints it.
//!
//! ## Example
//!
//! ```json
//! { "accountId": 123456, "variables": { "API_KEY": "pat-na1-…", "HOOK": "https://hooks.acme.tech/?token=…" } }
//! ```
//!
//! ## How to fix
//!
//! Make a new secret and let the old one expire at once, as it has to count as known. Then keep the new one with
//! `hs secret add`, and name it in `secretKeys` of the functions that use it. An address that HubSpot calls needs no secret in it:
//! HubSpot signs its requests, and the server can check the signature.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>: secrets are named,
//! not written; <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation>: signed
//! requests.

use crate::{Check, DocumentCx, Rule};
use analysis::secrets;
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "secret-in-config",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    file: include_str!("secret_in_config.rs"),
    check: Check::Document(check),
};

/// Looks at the file as it is written: what a profile brings in is said there.
fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(secrets::pasted(&cx.document.syntax).map(|value| {
        let message = "this looks like a secret, and everybody who can read the project can read it";
        let is_url = value.as_str().is_some_and(|text| text.contains("://"));
        cx.at(&RULE, value.span(), message).help(if is_url {
            "rotate it and take it out of the URL; HubSpot signs its requests, and the server can verify the signature"
        } else {
            "rotate it and expire the old one at once; keep the new one with `hs secret add`, not in a file"
        })
    }));
}
