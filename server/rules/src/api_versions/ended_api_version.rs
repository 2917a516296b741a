//! # ended-api-version
//!
//! Code calls a version of HubSpot's API that was switched off.
//!
//! ## What it does
//!
//! Compares the paths of calls with the versions that HubSpot has switched off: contact lists v1,
//! HubDB v2, CMS performance and the accounting extension, and with the paths of classic CRM cards,
//! which HubSpot no longer shows. Calls are requests to `api.hubapi.com` and `api.hubspot.com`,
//! `apiRequest` and the methods of `@hubspot/api-client`, and `fetchHubSpotApi`. Constants are
//! followed, also from other files; what is not known of a path is not compared. Of a variable that
//! a loop sets, as for the pages of a list, the first value counts. A path with a date, such as
//! `2026-09`, is never reported.
//!
//! ## Why
//!
//! The requests fail, or what they return is no longer shown.
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
//!   const response = await fetch('https://api.hubapi.com/contacts/v1/lists?count=10', { headers });
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
//!   const response = await fetch('https://api.hubapi.com/crm/lists/2026-09/1', { headers });
//!   return response.json();
//! };
//! ```
//!
//! ## How to fix
//!
//! Move to the successor. Requests and responses of the new version have other properties.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/api-reference/deprecated-apis>, and HubSpot's changelog;
//! `schemas/api-versions.json` has the source of each path, and the day on which they were read.

use crate::rule;
use analysis::code::Code;
use catalog::ApiVersionState;
use diagnostics::Diagnostic;

rule! {
    file: "ended_api_version.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    super::calls::check(&RULE, ApiVersionState::Ended, code, out);
}
