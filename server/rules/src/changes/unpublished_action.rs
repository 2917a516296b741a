//! # unpublished-action
//!
//! A workflow action is no longer published.
//!
//! ## What it does
//!
//! Reports `config.isPublished: false` of a workflow action that had `true` at the git ref.
//!
//! ## Why
//!
//! Users can no longer add the action to workflows. Workflows that have it keep it.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "isPublished": true } }
//! ```
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "isPublished": false } }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "isPublished": true } }
//! ```
//!
//! ## How to fix
//!
//! Nothing, if that is the plan.
//!
//! ## Source
//!
//! <https://github.com/juanfariasdev/custom-api-workflow-action>, commit 9371fc1.

use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;
use syntax::Kind;

rule! {
    file: "unpublished_action.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for action in changes.pairs_of("workflow-action") {
        let path = ["isPublished"];
        let (Some(before), Some(after)) = (action.before.at(&path), action.after.at(&path)) else {
            continue;
        };
        if before.kind() == Kind::Bool(true) && after.kind() == Kind::Bool(false) {
            let message =
                "`isPublished` was `true`: users can no longer add the action to workflows";
            out.push(
                action
                    .at(&RULE, Some(after.span()), message)
                    .help("restore `true`, unless the action is to be retired"),
            );
        }
    }
}
