//! Definitions, references, highlights, links, folding and selection ranges, inlay hints.

use std::str::FromStr;

use ide::references::{self, Declaration};
use ide::{FileSpan, definition, folding, highlight, inlay, links, selection};
use tower_lsp_server::ls_types::*;

use super::{AnyFile, RequestedFile, at_any_position, at_position, with_hubspot_file};
use crate::convert;
use crate::session::Session;
use crate::workspace::{ProjectView, TextCache};

pub(super) fn location(
    view: &ProjectView<'_>,
    place: &FileSpan,
    texts: &mut TextCache,
) -> Option<Location> {
    Some(Location {
        uri: view.uri(&place.file)?,
        range: convert::range(texts.get(view, &place.file), place.span),
    })
}

/// `textDocument/definition`.
pub(crate) fn definition(
    session: &mut Session,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let position = &params.text_document_position_params;
    at_any_position(session, position, |file, offset| {
        let definitions = definition::definition(file.cx, offset);
        let mut texts = TextCache::default();
        if session.client.definition_links {
            let mut links = Vec::new();
            for definition in &definitions {
                links.extend(definition_link(file, definition, &mut texts));
            }
            return GotoDefinitionResponse::Link(links);
        }
        let mut locations = Vec::new();
        for definition in definitions {
            let name = FileSpan {
                span: definition.selection,
                ..definition.target
            };
            locations.extend(location(&file.view, &name, &mut texts));
        }
        GotoDefinitionResponse::Array(locations)
    })
}

fn definition_link(
    file: &AnyFile<'_>,
    definition: &definition::Definition,
    texts: &mut TextCache,
) -> Option<LocationLink> {
    let target = location(&file.view, &definition.target, texts)?;
    let text = texts.get(&file.view, &definition.target.file);
    Some(LocationLink {
        origin_selection_range: Some(file.range(definition.origin)),
        target_uri: target.uri,
        target_range: target.range,
        target_selection_range: convert::range(text, definition.selection),
    })
}

/// `textDocument/references`.
pub(crate) fn references(session: &mut Session, params: ReferenceParams) -> Option<Vec<Location>> {
    let declaration = if params.context.include_declaration {
        Declaration::Include
    } else {
        Declaration::Exclude
    };
    at_any_position(session, &params.text_document_position, |file, offset| {
        let mut texts = TextCache::default();
        references::references(file.cx, offset, declaration)
            .iter()
            .filter_map(|place| location(&file.view, place, &mut texts))
            .collect()
    })
}

/// `textDocument/documentHighlight`.
pub(crate) fn highlight(
    session: &mut Session,
    params: DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let position = &params.text_document_position_params;
    at_position(session, position, |file, offset| {
        let mut highlights = Vec::new();
        for highlight in highlight::highlight(&file.cx, offset) {
            let kind = if highlight.is_write {
                DocumentHighlightKind::WRITE
            } else {
                DocumentHighlightKind::READ
            };
            highlights.push(DocumentHighlight {
                range: file.range(highlight.span),
                kind: Some(kind),
            });
        }
        highlights
    })
}

/// `textDocument/documentLink`.
pub(crate) fn links(
    session: &mut Session,
    params: DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    with_hubspot_file(session, &params.text_document.uri, |file| {
        let mut document_links = Vec::new();
        for link in links::links(&file.cx) {
            let target = match &link.target {
                links::Target::Url(url) => Uri::from_str(url).ok(),
                links::Target::File(path) => file.view.uri(path),
            };
            if target.is_some() {
                document_links.push(DocumentLink {
                    range: file.range(link.span),
                    target,
                    tooltip: link.tooltip,
                    data: None,
                });
            }
        }
        document_links
    })
}

/// `textDocument/foldingRange`.
pub(crate) fn folding(
    session: &mut Session,
    params: FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let line_folding_only = session.client.line_folding_only;
    with_hubspot_file(session, &params.text_document.uri, |file| {
        folding::folding(&file.cx.document.syntax)
            .into_iter()
            .filter_map(|span| folding_range(file.range(span), line_folding_only))
            .collect()
    })
}

fn folding_range(range: Range, line_folding_only: bool) -> Option<FoldingRange> {
    let mut folded = FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        ..FoldingRange::default()
    };
    if line_folding_only {
        // The line of the closing bracket stays visible.
        folded.end_line = folded.end_line.saturating_sub(1);
    } else {
        folded.start_character = Some(range.start.character + 1);
        folded.end_character = Some(range.end.character.saturating_sub(1));
    }
    if folded.start_line < folded.end_line {
        Some(folded)
    } else {
        None
    }
}

/// `textDocument/selectionRange`: one chain for each position.
pub(crate) fn selection(
    session: &mut Session,
    params: SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    with_hubspot_file(session, &params.text_document.uri, |file| {
        params
            .positions
            .iter()
            .map(|position| selection_chain(file, *position))
            .collect()
    })
}

fn selection_chain(file: &RequestedFile<'_>, position: Position) -> SelectionRange {
    let spans = selection::selection(&file.cx.document.syntax, file.offset(position));
    let mut chain: Option<SelectionRange> = None;
    for span in spans.into_iter().rev() {
        chain = Some(SelectionRange {
            range: file.range(span),
            parent: chain.map(Box::new),
        });
    }
    // The protocol requires an element for each position.
    chain.unwrap_or(SelectionRange {
        range: Range {
            start: position,
            end: position,
        },
        parent: None,
    })
}

/// `textDocument/inlayHint`, if the user enabled the hints.
pub(crate) fn inlay_hints(
    session: &mut Session,
    params: InlayHintParams,
) -> Option<Vec<InlayHint>> {
    if !session.settings.inlay_hints {
        return None;
    }
    with_hubspot_file(session, &params.text_document.uri, |file| {
        let profile = session.settings.profile.as_deref();
        let span = convert::span(&file.text, params.range);
        let mut hints = Vec::new();
        for hint in inlay::hints(&file.cx, span, profile) {
            hints.push(InlayHint {
                position: convert::position(&file.text, hint.at),
                label: InlayHintLabel::String(hint.label),
                tooltip: hint.tooltip.map(InlayHintTooltip::String),
                kind: None,
                text_edits: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            });
        }
        hints
    })
}
