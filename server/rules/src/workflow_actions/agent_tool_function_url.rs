//! # agent-tool-function-url
//!
//! The `actionUrl` of an agent tool is the URL of a serverless function.
//!
//! ## What it does
//!
//! Checks the path of `actionUrl` in workflow actions with the client `AGENTS`: it must not start
//! with `/hs/serverless/`.
//!
//! ## Why
//!
//! Agents call the URL with a signed request. HubSpot's page about agent tools says that serverless
//! functions of a project cannot serve it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "actionUrl": "https://48203911.hs-sites.com/hs/serverless/reserve",
//!     "supportedClients": [
//!       {
//!         "client": "AGENTS",
//!         "toolType": "TAKE_ACTION",
//!         "llmConfig": { "actionDescription": "Reserves an item at a depot." }
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "actionUrl": "https://api.acme.tech/reserve",
//!     "supportedClients": [
//!       {
//!         "client": "AGENTS",
//!         "toolType": "TAKE_ACTION",
//!         "llmConfig": { "actionDescription": "Reserves an item at a depot." }
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Host the tool outside HubSpot.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/agent-tools/reference>

use crate::rule;
use analysis::FileContext;
use analysis::called_urls::{self, CalledUrl};
use analysis::components::WorkflowAction;
use diagnostics::Diagnostic;

rule! {
    file: "agent_tool_function_url.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if action.agent_clients().next().is_none() {
        return;
    }
    for called in called_urls::of(cx) {
        if is_action_url(&called) && called.url.path().starts_with("/hs/serverless/") {
            let message = "an agent tool cannot be a serverless function";
            out.push(
                cx.at(&RULE, called.value.span(), message)
                    .help("serve the tool from a URL outside of HubSpot"),
            );
        }
    }
}

fn is_action_url(called: &CalledUrl<'_>) -> bool {
    called
        .value
        .key()
        .is_some_and(|key| key.text == "actionUrl")
}
