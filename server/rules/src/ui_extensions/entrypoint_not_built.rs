//! # entrypoint-not-built
//!
//! An entrypoint does not exist, but a build creates it.
//!
//! ## What it does
//!
//! Reports a missing entrypoint if its source file exists next to it (`getOrders.ts` for
//! `getOrders.js`), or if its path is in a build folder such as `dist`.
//!
//! ## Why
//!
//! HubSpot uploads what is in the folder. If the build does not run before each upload, the
//! entrypoint is missing or outdated.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/getOrders.js` is missing
//!
//! `src/app/functions/getOrders.ts`
//!
//! ```ts
//! export const main = async () => ({ statusCode: process.env.ORDERS_API_KEY ? 200 : 503 });
//! ```
//!
//! Good:
//!
//! `src/app/functions/getOrders.js`
//!
//! ```js
//! exports.main = async () => ({ statusCode: process.env.ORDERS_API_KEY ? 200 : 503 });
//! ```
//!
//! ## How to fix
//!
//! Run the build before `hs project upload`.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2 has a path into `dist` as its example; public
//! projects compile TypeScript before the upload.

use crate::rule;
use analysis::entrypoints::{Entrypoint, EntrypointProblem};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "entrypoint_not_built.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    check: Entrypoint(check),
}

fn check(_: &Index<'_>, entrypoint: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let EntrypointProblem::NotBuilt(reason) = &entrypoint.problem else {
        return;
    };
    let message = format!(
        "entrypoint {} does not exist yet; {reason}",
        message::quoted(&entrypoint.reference.name)
    );
    let diagnostic = RULE.at(
        entrypoint.component.path,
        entrypoint.reference.span,
        message,
    );
    out.push(diagnostic.help("run the build before each upload"));
}
