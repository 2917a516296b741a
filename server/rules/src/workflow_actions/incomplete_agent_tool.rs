//! # incomplete-agent-tool
//!
//! An agent tool has no `toolType`, no `llmConfig` or no `actionDescription`.
//!
//! ## What it does
//!
//! Checks each entry of `supportedClients` with the client `AGENTS`. An empty `actionDescription`
//! is reported too.
//!
//! ## Why
//!
//! The agent chooses a tool by its type and by the description in `llmConfig`. HubSpot's page about
//! agent tools requires both; its template has neither, and HubSpot accepts it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "supportedClients": [{ "client": "AGENTS" }] } }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
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
//! Add `toolType` and `llmConfig` to the client. Describe when to use the tool, what input it needs
//! and what it returns.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/agent-tools/reference>;
//! `schemas/README.md`, decisions.

use crate::rule;
use analysis::FileContext;
use analysis::components::{Client, WorkflowAction};
use diagnostics::{Diagnostic, message};
use syntax::{Kind, Value};

rule! {
    file: "incomplete_agent_tool.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for client in action.agent_clients() {
        if client.value.is_incomplete() {
            continue;
        }
        out.extend(missing_properties(client, cx));
        if let Some(config) = client.llm_config()
            && lacks_description(config)
        {
            let message = "agent tool without `actionDescription`, which agents use to choose it";
            out.push(
                cx.at(&RULE, cx.anchor(config), message)
                    .help("describe when to use the tool, its input and its output"),
            );
        }
    }
}

fn missing_properties(client: Client<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    let mut missing = Vec::new();
    if client.tool_type().is_none() {
        missing.push("toolType");
    }
    if client.llm_config().is_none() {
        missing.push("llmConfig");
    }
    if missing.is_empty() {
        return None;
    }
    let names = message::all_of(missing);
    let message = format!("agent tool without {names}, which agents use to choose it");
    let span = client.name().unwrap_or(client.value).span();
    Some(
        cx.at(&RULE, span, message)
            .help(format!("add {names} next to `client`")),
    )
}

fn lacks_description(config: Value<'_>) -> bool {
    config.kind() == Kind::Object
        && !config.is_incomplete()
        && config.get("actionDescription").is_none_or(is_empty_string)
}

fn is_empty_string(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}
