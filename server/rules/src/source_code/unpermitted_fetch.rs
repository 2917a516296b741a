//! # unpermitted-fetch
//!
//! A UI extension fetches a URL that the app does not permit.
//!
//! ## What it does
//!
//! Compares the origins of the URLs in calls of `hubspot.fetch` with those in `permittedUrls.fetch`
//! of the app. Constants are followed, also from other files and from profiles; a URL whose host is
//! not known is not compared. Hosts that `local.json` maps, and placeholders, are not reported.
//!
//! ## Why
//!
//! HubSpot sends requests to permitted URLs only: the call fails when the extension runs. The
//! upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => null);
//! hubspot.fetch('https://orders.acme.tech/open');
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech", "https://orders.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Add the origin to `permittedUrls.fetch`, or correct the URL.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/guides/crm/public-apps/fetching-data>; npm
//! @hubspot/ui-extensions-dev-server 2.1.2, `mapToLocalUrl`, compares origins.

use super::permitted_urls::UrlList;
use crate::rule;
use analysis::code::{Code, PermittedUrls};
use diagnostics::Diagnostic;

rule! {
    file: "unpermitted_fetch.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Code(check),
}

static LIST: UrlList = UrlList {
    rule: &RULE,
    urls: PermittedUrls::Fetch,
    effect: "HubSpot refuses the request",
    related: "fetched here",
};

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    LIST.check(code, out);
}
