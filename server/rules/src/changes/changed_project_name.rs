//! # changed-project-name
//!
//! The project has another `name`.
//!
//! ## What it does
//!
//! Compares `name` in `hsproject.json` with that at the git ref.
//!
//! ## Why
//!
//! HubSpot identifies a project by its name: the next upload creates another project in the
//! account, and the deployed one stays as it is.
//!
//! ## Example
//!
//! Before:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "orders" }
//! ```
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "order-list" }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "name": "orders" }
//! ```
//!
//! ## How to fix
//!
//! Restore the name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app>.

use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;
use diagnostics::{Safety, message};
use syntax::edit;

rule! {
    file: "changed_project_name.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    let Some((_, before)) = changes.before.index.manifest else {
        return;
    };
    let Some((path, after)) = changes.after.index.manifest else {
        return;
    };
    let (Some(old), Some(new)) = (&before.name, &after.name) else {
        return;
    };
    if old.text == new.text {
        return;
    }
    let name = message::quoted(&old.text);
    let message = format!("the name of the project was {name}: HubSpot creates another project");
    let edit = [(new.span, edit::quote(&old.text))];
    out.push(
        RULE.at(path, new.span, message)
            .help("restore the name, unless this is meant to be another project")
            .fix(format!("change to {name}"), Safety::Unsafe, edit),
    );
}
