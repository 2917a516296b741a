//! # secret-in-source
//!
//! A string in source code contains what looks like a secret, such as an access token, an API key or
//! a client secret.
//!
//! ## What it does
//!
//! Reports string literals with a token that has a known prefix (`pat-`, `sk_live_`, `ghp_`), long
//! generated values that are assigned to names such as `clientSecret` or `apiKey`, and URLs with
//! parameters such as `token` and `hapikey`. Comments, tests, examples such as `pat-na1-xxxx`,
//! names of secrets, and cursors such as `nextPageToken` are not reported. The output of hsmeta never contains the secret itself.
//!
//! ## Why
//!
//! Everybody who can read the project can read the secret, and the history of the repository keeps
//! it after it is removed from the file. The code of cards, pages and settings is sent to the browser
//! of every user.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": [] } }
//! ```
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! const clientSecret = 'k7Qm2ZtX-9vB4nL8s-w3Rf6Yp1';
//! exports.main = async () => ({ length: clientSecret.length });
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["ORDERS_CLIENT_SECRET"] } }
//! ```
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! const clientSecret = process.env.ORDERS_CLIENT_SECRET;
//! exports.main = async () => ({ length: clientSecret.length });
//! ```
//!
//! ## How to fix
//!
//! Create a new secret and revoke the old one at once. Store the new one with `hs secret add`, list
//! its name in `secretKeys` of the function that uses it, and read it with `process.env`. A UI
//! extension cannot keep a secret: call a function, or a server of your own, that has it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>:
//! files contain the names of secrets only.

use crate::rule;
use analysis::code::Code;
use analysis::secrets;
use diagnostics::Diagnostic;
use project::sources::is_component_code;

rule! {
    file: "secret_in_source.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for file in code.sources() {
        let runtimes = code.runtimes(&file.path);
        if !runtimes.is_function && !runtimes.is_ui && !is_component_code(&file.path) {
            continue;
        }
        let (message, help) = if runtimes.is_ui {
            (
                "likely a secret, which the browser of every user receives",
                "rotate it, and call a function that reads the new one from `process.env`",
            )
        } else {
            (
                "likely a secret, which everyone with access to the project can read",
                "rotate it, store the new one with `hs secret add`, and read it from `process.env`",
            )
        };
        for span in secrets::pasted_in_source(&file.text, &file.facts.strings) {
            out.push(RULE.at(&file.path, span, message).help(help));
        }
    }
}
