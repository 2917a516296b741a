//! # ending-api-version
//!
//! Code calls a version of HubSpot's API that ends soon.
//!
//! ## What it does
//!
//! Compares the paths of calls, as `ended-api-version` does, with the versions whose end HubSpot has
//! announced for a day before September 2027, and that have a successor: pipelines v1, OAuth v1 and
//! v4. Methods of `@hubspot/api-client` whose API is switched off are reported where they are
//! called. In an app for the marketplace, these are all paths whose successor HubSpot documents;
//! those of which it is only likely, such as OAuth v3 and engagements v1, stay with
//! `legacy-api-version`.
//! Whether a version ends soon is data and does not depend on the day of the check.
//!
//! ## Why
//!
//! Requests fail from then on, or are no longer supported. Apps in the marketplace must use supported
//! versions to be listed and certified.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async ({ parameters }) => {
//!   const headers = { Authorization: `Bearer ${process.env.ORDERS_API_KEY}` };
//!   const url = `https://api.hubapi.com/crm/v4/objects/deals/${parameters.id}/associations/contacts`;
//!   const response = await fetch(url, { headers });
//!   return response.json();
//! };
//! ```
//!
//! Good:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async ({ parameters }) => {
//!   const headers = { Authorization: `Bearer ${process.env.ORDERS_API_KEY}` };
//!   const deal = `https://api.hubapi.com/crm/objects/2026-09/deals/${parameters.id}`;
//!   const response = await fetch(`${deal}/associations/contacts`, { headers });
//!   return response.json();
//! };
//! ```
//!
//! ## How to fix
//!
//! Move to the successor. Its path, requests and responses may differ in more than the version, so
//! compare the documentation of both.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/deprecating-support-for-hubspot-v4-apis>,
//! <https://developers.hubspot.com/changelog/v1-oauth-api-deprecation> and
//! <https://developers.hubspot.com/changelog/pipelines-api-v1-sunset>; `schemas/api-versions.json`
//! has the source of each path, and the day on which they were read. A migration guide gives
//! September 2027 as the end of v4, the changelog a day in March; this rule goes by the earlier one.

use crate::rule;
use analysis::code::Code;
use catalog::ApiVersionState;
use diagnostics::Diagnostic;

rule! {
    file: "ending_api_version.rs",
    severity: Warning,
    fixes: EditorOnly,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    super::calls::check(&RULE, ApiVersionState::Ending, code, out);
}
