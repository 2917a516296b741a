//! # coarse-scope-in-marketplace
//!
//! A marketplace app requests a broad scope that HubSpot splits into narrower ones.
//!
//! ## What it does
//!
//! Reports what `coarse-scope` reports in other apps.
//!
//! ## Why
//!
//! HubSpot lists and certifies apps that request only the scopes that they use. The broad scopes
//! still work.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["tickets"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.tickets.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Request the narrower scopes that the app uses; an editor offers those that its code uses. Change
//! install URLs at the same time, as a URL with other scopes fails. Accounts that have installed the
//! app have to authorize it again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/list-apps/listing-your-app/app-marketplace-listing-requirements>;
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/update-your-app-to-granular-scopes>.

use crate::rule;
use crate::scopes::coarse;
use analysis::code::Code;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "coarse_scope_in_marketplace.rs",
    severity: Warning,
    fixes: EditorOnly,
    since: "0.1.0",
    check: ProjectAndCode(check),
}

fn check(index: &Index<'_>, code: Option<&Code<'_>>, out: &mut Vec<Diagnostic>) {
    let message =
        "is being split into narrower scopes; HubSpot lists apps with the scopes that they use";
    coarse::report(&RULE, index, code, message, true, out);
}
