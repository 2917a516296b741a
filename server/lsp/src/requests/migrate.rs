//! The code action that converts a project of the old layout, its command, and the documents with plans.

use std::str::FromStr;

use analysis::rule_ids;
use diagnostics::Diagnostic;
use serde_json::{Value, json};
use tower_lsp_server::ls_types::*;

use super::RequestParams;
use crate::conversion::COMMAND;
use crate::publish;
use crate::session::Session;
use crate::workspace::TextCache;

/// The action for the diagnostics about the old layout in a range. The file need not be one that is read.
pub(super) fn action(session: &Session, uri: &Uri, range: Range) -> Option<CodeAction> {
    let mut texts = TextCache::default();
    let mut converted = Vec::new();
    for (view, diagnostic) in session.workspace.diagnostics(uri) {
        if !is_about_old_layout(diagnostic) {
            continue;
        }
        let diagnostic = publish::lsp_diagnostic(&view, diagnostic, session.client, &mut texts);
        if diagnostic.range.start <= range.end && range.start <= diagnostic.range.end {
            converted.push(diagnostic);
        }
    }
    if converted.is_empty() {
        return None;
    }
    let title = "Convert the project to the current layout…".to_owned();
    Some(CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(converted),
        command: Some(Command {
            title,
            command: COMMAND.to_owned(),
            arguments: Some(vec![json!({ "uri": uri })]),
        }),
        ..CodeAction::default()
    })
}

/// Several rules report a project of the old layout if nothing else is wrong with what they look at; they name the command.
fn is_about_old_layout(diagnostic: &Diagnostic) -> bool {
    let help = diagnostic.help.as_deref().unwrap_or_default();
    let always = [rule_ids::LEGACY_FILE, rule_ids::LEGACY_CONTENT];
    always.contains(&diagnostic.rule) || help.contains("`hsmeta migrate")
}

/// The document that the command is about.
pub(crate) fn document(params: &ExecuteCommandParams) -> Option<Uri> {
    if params.command != COMMAND {
        return None;
    }
    let uri = params.arguments.first()?.get("uri")?.as_str()?;
    Uri::from_str(uri).ok()
}

/// `hsmeta/migrationPlan` with the `uri` of a document that the server asked the client to show: its text; null if the plan
/// is not the last one.
pub(crate) fn plan(session: &mut Session, params: PlanParams) -> Option<String> {
    let plan = session.plan.as_ref()?;
    if plan.is_of(params.0.get("uri")?.as_str()?) {
        Some(plan.text.clone())
    } else {
        None
    }
}

pub(crate) struct PlanParams(pub(crate) Value);

impl RequestParams for PlanParams {}
