//! # coarse-scope
//!
//! The app requests a broad scope that HubSpot splits into narrower ones.
//!
//! ## What it does
//!
//! Reports `hubdb`, `tickets`, `files` and `timeline` in every scope list. It is silent where the
//! file requests some of the narrower scopes too, as during the migration, and for `timeline` in
//! projects with app events, whose page still requires it. Either spelling satisfies every other
//! rule. In marketplace apps, `coarse-scope-in-marketplace` reports them.
//!
//! ## Why
//!
//! Since 2026-09-08 HubSpot replaces broad scopes. Each affected app has an `Auto rollout date`, which
//! only the account shows: then HubSpot applies the narrower scopes by itself, and the file differs
//! from the app until the next upload. The broad scopes still work. At least one more scope is being
//! split than public sources name.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static", "requiredScopes": ["crm.objects.contacts.read", "tickets"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static", "requiredScopes": ["crm.objects.contacts.read", "crm.objects.tickets.read"] } } }
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
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/update-your-app-to-granular-scopes>;
//! the rows of its table as public projects cite them, of 2026-11.

use crate::rule;
use crate::scopes::coarse;
use analysis::code::Code;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "coarse_scope.rs",
    severity: Info,
    fixes: EditorOnly,
    since: "0.1.0",
    check: ProjectAndCode(check),
}

fn check(index: &Index<'_>, code: Option<&Code<'_>>, out: &mut Vec<Diagnostic>) {
    let message = "is being split into narrower scopes";
    coarse::report(&RULE, index, code, message, false, out);
}
