//! # agent-tool-function-url
//!
//! The `actionUrl` of an agent tool leads to a serverless function.
//!
//! ## Why it is wrong
//!
//! Agents call the address with a signed request, which a function of the same project cannot serve: HubSpot's page
//! about agent tools excludes them.
//!
//! ## Example
//!
//! ```json
//! "actionUrl": "https://48203911.hs-sites.com/hs/serverless/reserve",
//! "supportedClients": [{ "client": "AGENTS" }]
//! ```
//!
//! ## How to fix
//!
//! Serve the tool from an address outside of HubSpot.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/agent-tools/reference>

use crate::analysis::{called_urls, workflow};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "agent-tool-function-url",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/agent-tools/reference",
    file: include_str!("agent_tool_function_url.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    if workflow::agents(cx).next().is_none() {
        return;
    }
    let is_function = |path: &str| path.starts_with("/hs/serverless/");
    let actions = called_urls::of(cx).filter(|called| {
        called
            .value
            .key()
            .is_some_and(|key| key.text == "actionUrl")
    });
    out.extend(
        actions
            .filter(|called| is_function(called.url.path()))
            .map(|called| {
                let message = "an agent tool cannot be a serverless function";
                cx.at(&RULE, called.value.span(), message)
                    .help("serve the tool from an address outside of HubSpot")
            }),
    );
}
