//! The findings of a file as the client gets them, and what it got last.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic as Published, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, NumberOrString, PublishDiagnosticsParams, Uri,
};

use super::capabilities::Client;
use super::convert;
use super::outbox::{Message, Outbox};
use super::settings::{REPORTED_BY_JSON_SERVICES, Settings};
use super::workspace::{Texts, View, Workspace};
use diagnostics::{Diagnostic, Severity};
use rules::{Rule, Tag};

/// What the client was told last, by file.
#[derive(Default)]
pub(super) struct Publisher {
    last: BTreeMap<Uri, (Option<i32>, Vec<Published>)>,
}

impl Publisher {
    /// Tells the client about a file, if that is anything new: other findings, or the first ones about a version. `texts`
    /// are those of the projects as they are now.
    pub(super) fn publish(
        &mut self,
        uri: Uri,
        workspace: &Workspace,
        client: Client,
        settings: &Settings,
        texts: &mut Texts,
        outbox: &Outbox,
    ) {
        let version = workspace.opened(&uri).map(|open| open.version);
        // An editor looks only at what is open.
        let is_reported_by_editor = settings.json_syntax_reported_by_editor && version.is_some();
        let left_out = |finding: &Diagnostic| {
            is_reported_by_editor && REPORTED_BY_JSON_SERVICES.contains(&finding.rule)
        };
        let mut said = BTreeSet::new();
        let mut diagnostics = Vec::new();
        for (view, finding) in workspace.findings(&uri) {
            // A file may lie in two projects, one within the other.
            if !left_out(finding) && said.insert((finding.span, finding.rule, &finding.message)) {
                diagnostics.push(diagnostic(&view, finding, client, texts));
            }
        }
        let is_known = match self.last.get(&uri) {
            Some((last, known)) => *known == diagnostics && (version.is_none() || *last == version),
            // Of a file that is none of ours there is nothing to say.
            None => diagnostics.is_empty() && (version.is_none() || !workspace.is_ours(&uri)),
        };
        if is_known {
            return;
        }
        if version.is_none() && diagnostics.is_empty() {
            self.last.remove(&uri);
        } else {
            self.last
                .insert(uri.clone(), (version, diagnostics.clone()));
        }
        let version = version.filter(|_| client.versions);
        outbox.send(Message::Publish(PublishDiagnosticsParams {
            uri,
            diagnostics,
            version,
        }));
    }
}

/// A finding as the client gets it. Clients that cannot show a related place or a link do not get it.
pub(super) fn diagnostic(
    view: &View<'_>,
    finding: &Diagnostic,
    client: Client,
    texts: &mut Texts,
) -> Published {
    let range = convert::range(texts.of(view, &finding.file), finding.span);
    let rule = Rule::named(finding.rule);
    let link = finding.url.or(rule.and_then(|rule| rule.page()));
    let link = link.and_then(|link| {
        Some(CodeDescription {
            href: Uri::from_str(link).ok()?,
        })
    });
    let tag = |tag| match tag {
        Tag::Deprecated => DiagnosticTag::DEPRECATED,
        Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
    };
    let related = finding.related.iter().filter_map(|related| {
        let range = convert::range(texts.of(view, &related.file), related.span);
        let location = Location {
            uri: view.uri(&related.file)?,
            range,
        };
        Some(DiagnosticRelatedInformation {
            location,
            message: related.message.clone(),
        })
    });
    Published {
        range,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: link.filter(|_| client.code_description),
        source: Some("hsmeta".to_owned()),
        message: match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        },
        related_information: client
            .related_information
            .then(|| related.collect())
            .filter(|all: &Vec<_>| !all.is_empty()),
        tags: rule
            .and_then(|rule| rule.tag())
            .filter(|_| client.diagnostic_tags)
            .map(|one| vec![tag(one)]),
        data: None,
    }
}
