//! # legacy-api-version
//!
//! Code calls a version of HubSpot's API without a date, or uses a client that does.
//!
//! ## What it does
//!
//! Compares the paths of calls, as `ended-api-version` does, with the versions v1 to v4 that
//! `ending-api-version` does not report, and says so if no successor is released. Methods of
//! `@hubspot/api-client`, all of which call such versions, are reported once in a project, at the
//! package in `package.json`, or where it is imported if it is not listed; those whose version ends
//! earlier have a problem of `ended-api-version` or `ending-api-version` of their own.
//!
//! ## Why
//!
//! HubSpot replaced v1 to v4 by versions with a date, such as `2026-09`, which it supports for 18
//! months. The support of v1 to v3 ends in September 2027.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async () => {
//!   const headers = { Authorization: `Bearer ${process.env.ORDERS_API_KEY}` };
//!   const response = await fetch('https://api.hubapi.com/crm/v3/objects/contacts', { headers });
//!   return response.json();
//! };
//! ```
//!
//! Good:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async () => {
//!   const headers = { Authorization: `Bearer ${process.env.ORDERS_API_KEY}` };
//!   const response = await fetch('https://api.hubapi.com/crm/objects/2026-09/contacts', { headers });
//!   return response.json();
//! };
//! ```
//!
//! ## How to fix
//!
//! Move to the successor when you next change the code. From `2026-09` on, HubSpot checks what is
//! written to records against the required properties and validation rules of the account.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/legacy-apis-and-legacy-apps-whats-going-unsupported-and-when>;
//! `schemas/api-versions.json` has the source of each path, and the day on which they were read. All
//! 936 operations of npm `@hubspot/api-client` 14.0.1 have paths with v1, v3 or v4.

use crate::rule;
use analysis::code::Code;
use catalog::ApiVersionState;
use diagnostics::Diagnostic;

rule! {
    file: "legacy_api_version.rs",
    severity: Info,
    fixes: EditorOnly,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    super::calls::check(&RULE, ApiVersionState::Legacy, code, out);
    super::client::check(&RULE, code, out);
}
