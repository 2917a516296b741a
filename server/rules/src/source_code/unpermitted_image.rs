//! # unpermitted-image
//!
//! A UI extension shows an image that the app does not permit.
//!
//! ## What it does
//!
//! Compares the origins of `src` in `<Image>` of `@hubspot/ui-extensions` with those in
//! `permittedUrls.img` of the app. Constants are followed, also from other files and from profiles;
//! a URL whose host is not known is not compared. Placeholders, the local machine and hosts of
//! HubSpot are not reported.
//!
//! ## Why
//!
//! HubSpot loads images from permitted URLs only: the image stays empty. The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Image, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Image alt="Orders" src="https://images.acme.tech/orders.png" />);
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "img": ["https://images.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Add the origin to `permittedUrls.img`, or correct the URL.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>:
//! `permittedUrls.img` has the URLs from which images may be loaded.

use super::permitted_urls::UrlList;
use crate::rule;
use analysis::code::{Code, PermittedUrls};
use diagnostics::Diagnostic;

rule! {
    file: "unpermitted_image.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Code(check),
}

static LIST: UrlList = UrlList {
    rule: &RULE,
    urls: PermittedUrls::Image,
    effect: "HubSpot does not load it",
    related: "shown here",
};

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    LIST.check(code, out);
}
