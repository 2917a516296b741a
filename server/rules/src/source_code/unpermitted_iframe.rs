//! # unpermitted-iframe
//!
//! A UI extension shows a page in an iframe that the app does not permit.
//!
//! ## What it does
//!
//! Compares the origins of `uri` in calls of `openIframeModal` with those in `permittedUrls.iframe`
//! of the app. Constants are followed, also from other files and from profiles; a URL whose host is
//! not known is not compared. Placeholders, the local machine and hosts of HubSpot are not reported.
//!
//! ## Why
//!
//! HubSpot shows pages of permitted URLs only: the modal stays empty. The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Button, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(({ actions }) => (
//!   <Button onClick={() => actions.openIframeModal({ uri: 'https://shop.acme.tech/new' })}>New</Button>
//! ));
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "iframe": ["https://shop.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Add the origin to `permittedUrls.iframe`, or correct the URL.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>:
//! `permittedUrls.iframe` has the URLs that may be shown in an iframe.

use super::permitted_urls::UrlList;
use crate::rule;
use analysis::code::{Code, PermittedUrls};
use diagnostics::Diagnostic;

rule! {
    file: "unpermitted_iframe.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Code(check),
}

static LIST: UrlList = UrlList {
    rule: &RULE,
    urls: PermittedUrls::Iframe,
    effect: "HubSpot does not show it",
    related: "shown here",
};

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    LIST.check(code, out);
}
