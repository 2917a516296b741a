//! Converts diagnostics to those of the protocol, and publishes them if they differ from those
//! published last.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use diagnostics::{Diagnostic, Severity};
use rules::{Tag, page_of};
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic as LspDiagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, NumberOrString, PublishDiagnosticsParams, Uri,
};

use crate::capabilities::ClientFeatures;
use crate::convert;
use crate::outbox::{Message, Outbox};
use crate::session::Session;
use crate::settings::REPORTED_BY_JSON_SERVICES;
use crate::workspace::{ProjectView, TextCache};

/// The diagnostics that were published last, by document.
#[derive(Default)]
pub(crate) struct Publisher {
    last: BTreeMap<Uri, Published>,
}

struct Published {
    version: Option<i32>,
    diagnostics: Vec<LspDiagnostic>,
}

impl Publisher {
    /// Publishes the diagnostics of a document if they changed, or if they are the first of a
    /// version.
    pub(crate) fn publish(
        &mut self,
        uri: Uri,
        session: &Session,
        texts: &mut TextCache,
        outbox: &Outbox,
    ) {
        let version = session.workspace.opened(&uri).map(|open| open.version);
        let diagnostics = diagnostics(&uri, version.is_some(), session, texts);
        let is_published = match self.last.get(&uri) {
            Some(last) => {
                last.diagnostics == diagnostics && (version.is_none() || last.version == version)
            }
            // An empty list for an open file tells the client that it was checked.
            None => {
                diagnostics.is_empty() && (version.is_none() || !session.workspace.is_checked(&uri))
            }
        };
        if is_published {
            return;
        }
        if version.is_none() && diagnostics.is_empty() {
            self.last.remove(&uri);
        } else {
            let published = Published {
                version,
                diagnostics: diagnostics.clone(),
            };
            self.last.insert(uri.clone(), published);
        }
        outbox.send(Message::Publish(PublishDiagnosticsParams {
            uri,
            diagnostics,
            version: if session.client.diagnostic_versions {
                version
            } else {
                None
            },
        }));
    }
}

fn diagnostics(
    uri: &Uri,
    is_open: bool,
    session: &Session,
    texts: &mut TextCache,
) -> Vec<LspDiagnostic> {
    // The editor reports problems of open files only.
    let is_reported_by_editor = is_open && session.settings.json_syntax_reported_by_editor;
    let mut seen = BTreeSet::new();
    let mut converted = Vec::new();
    for (view, diagnostic) in session.workspace.diagnostics(uri) {
        if is_reported_by_editor && REPORTED_BY_JSON_SERVICES.contains(&diagnostic.rule) {
            continue;
        }
        // A file can belong to two nested projects.
        if seen.insert((diagnostic.span, diagnostic.rule, &diagnostic.message)) {
            converted.push(lsp_diagnostic(&view, diagnostic, session.client, texts));
        }
    }
    converted
}

/// Converts a diagnostic. It has only the properties that the client supports.
pub(crate) fn lsp_diagnostic(
    view: &ProjectView<'_>,
    diagnostic: &Diagnostic,
    client: ClientFeatures,
    texts: &mut TextCache,
) -> LspDiagnostic {
    let rule = rules::named(diagnostic.rule);
    let severity = match diagnostic.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    };
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut converted = LspDiagnostic {
        range: convert::range(texts.get(view, &diagnostic.file), diagnostic.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(diagnostic.rule.to_owned())),
        source: Some("hsmeta".to_owned()),
        message,
        ..LspDiagnostic::default()
    };
    if client.code_description
        && let Some(page) = page_of(diagnostic)
        && let Ok(href) = Uri::from_str(&page)
    {
        converted.code_description = Some(CodeDescription { href });
    }
    if client.related_information {
        let related = related_information(view, diagnostic, texts);
        if !related.is_empty() {
            converted.related_information = Some(related);
        }
    }
    if client.diagnostic_tags
        && let Some(tag) = rule.and_then(|rule| rule.tag)
    {
        converted.tags = Some(vec![match tag {
            Tag::Deprecated => DiagnosticTag::DEPRECATED,
            Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
        }]);
    }
    converted
}

fn related_information(
    view: &ProjectView<'_>,
    diagnostic: &Diagnostic,
    texts: &mut TextCache,
) -> Vec<DiagnosticRelatedInformation> {
    let mut converted = Vec::new();
    for related in &diagnostic.related {
        if let Some(uri) = view.uri(&related.file) {
            let range = convert::range(texts.get(view, &related.file), related.span);
            converted.push(DiagnosticRelatedInformation {
                location: Location { uri, range },
                message: related.message.clone(),
            });
        }
    }
    converted
}
