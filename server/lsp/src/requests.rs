//! Requests of the client: conversion from the protocol to `ide` and back.

pub(crate) mod assistance;
pub(crate) mod edits;
pub(crate) mod migrate;
pub(crate) mod navigation;
mod suppress;
pub(crate) mod symbols;

use diagnostics::Text;
use ide::{Cx, Requested, SourceCx};
use project::index::Index;
use tower_lsp_server::ls_types::*;

use crate::convert;
use crate::session::Session;
use crate::workspace::ProjectView;

/// The parameters of a request.
pub(crate) trait RequestParams {
    /// The document that the request is about.
    fn document(&self) -> Option<&Uri> {
        None
    }
}

/// One row for each request about a document: its parameters, and the field that contains
/// `text_document` if they do not contain it directly.
macro_rules! document_requests {
    ($($params:ty: $($field:ident)?;)+) => {
        $(impl RequestParams for $params {
            fn document(&self) -> Option<&Uri> {
                Some(&self.$($field.)?text_document.uri)
            }
        })+
    };
}

document_requests! {
    CodeActionParams: ;
    CompletionParams: text_document_position;
    DocumentHighlightParams: text_document_position_params;
    DocumentLinkParams: ;
    DocumentSymbolParams: ;
    FoldingRangeParams: ;
    GotoDefinitionParams: text_document_position_params;
    HoverParams: text_document_position_params;
    InlayHintParams: ;
    ReferenceParams: text_document_position;
    RenameParams: text_document_position;
    SelectionRangeParams: ;
    TextDocumentPositionParams: ;
}

impl RequestParams for RenameFilesParams {}
impl RequestParams for WorkspaceSymbolParams {}
impl RequestParams for () {}

/// The document that a request is about: a configuration file, or any file that is checked.
struct RequestedFile<'a, C = Cx<'a>> {
    cx: C,
    view: ProjectView<'a>,
    text: Text,
}

/// A file of any kind that is checked.
type AnyFile<'a> = RequestedFile<'a, Requested<'a>>;

impl<C> RequestedFile<'_, C> {
    fn offset(&self, position: Position) -> u32 {
        convert::offset(&self.text, position)
    }

    fn range(&self, span: diagnostics::Span) -> Range {
        convert::range(&self.text, span)
    }
}

/// Answers from a file that HubSpot's tools define; `None` for others, such as `package.json`,
/// which editors support themselves.
fn with_hubspot_file<T>(
    session: &Session,
    uri: &Uri,
    answer: impl FnOnce(&RequestedFile<'_>) -> T,
) -> Option<T> {
    let (view, path) = session.workspace.view(uri)?;
    let index = Index::new(&view.state.project);
    let document = view.state.project.documents.get(&path)?;
    if !document.kind.is_of_hubspot() {
        return None;
    }
    Some(answer(&RequestedFile {
        cx: Cx {
            index: &index,
            document,
        },
        view,
        text: view.text(&path),
    }))
}

/// Answers from a file that is checked; `None` for others.
fn with_file<T>(session: &Session, uri: &Uri, answer: impl FnOnce(&AnyFile<'_>) -> T) -> Option<T> {
    let (view, path) = session.workspace.view(uri)?;
    let project = &view.state.project;
    let index = Index::new(project);
    let cx = if let Some(document) = project.documents.get(&path) {
        Requested::Document(Cx {
            index: &index,
            document,
        })
    } else {
        Requested::Source(SourceCx {
            index: &index,
            file: project.sources.get(&path)?,
        })
    };
    Some(answer(&RequestedFile {
        cx,
        view,
        text: view.text(&path),
    }))
}

/// Answers from an offset in a file that HubSpot's tools define.
fn at_position<T>(
    session: &Session,
    params: &TextDocumentPositionParams,
    answer: impl FnOnce(&RequestedFile<'_>, u32) -> T,
) -> Option<T> {
    with_hubspot_file(session, &params.text_document.uri, |file| {
        answer(file, file.offset(params.position))
    })
}

/// Answers from an offset in a file that HubSpot's tools define, or in source code.
fn at_any_position<T>(
    session: &Session,
    params: &TextDocumentPositionParams,
    answer: impl FnOnce(&AnyFile<'_>, u32) -> T,
) -> Option<T> {
    with_file(session, &params.text_document.uri, |file| {
        if let Requested::Document(cx) = &file.cx
            && !cx.document.kind.is_of_hubspot()
        {
            return None;
        }
        Some(answer(file, file.offset(params.position)))
    })?
}
