//! Where things are, and how a file is built.

use std::collections::BTreeSet;
use std::str::FromStr;

use tower_lsp_server::ls_types::*;

use super::super::convert;
use super::super::server::Server;
use super::super::workspace::{Texts, View};
use super::{Asked, about, at};
use ide::references::{self, Declaration};
use ide::{Place, definition, folding, highlight, inlay, links, selection, symbols};
use project::index::Index;

fn location(view: &View<'_>, place: &Place, texts: &mut Texts) -> Option<Location> {
    Some(Location {
        uri: view.uri(&place.file)?,
        range: convert::range(texts.of(view, &place.file), place.span),
    })
}

/// `textDocument/definition`.
pub fn definition(
    server: &mut Server,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    at(
        server,
        &params.text_document_position_params,
        |asked, offset| {
            let found = definition::definition(&asked.cx, offset).into_iter();
            let mut texts = Texts::default();
            if !server.client.definition_links {
                let place = |found: definition::Definition| {
                    location(
                        &asked.view,
                        &Place {
                            span: found.selection,
                            ..found.target
                        },
                        &mut texts,
                    )
                };
                return GotoDefinitionResponse::Array(found.filter_map(place).collect());
            }
            let link = |found: definition::Definition| {
                let target = location(&asked.view, &found.target, &mut texts)?;
                let selection =
                    convert::range(texts.of(&asked.view, &found.target.file), found.selection);
                Some(LocationLink {
                    origin_selection_range: Some(convert::range(&asked.text, found.origin)),
                    target_uri: target.uri,
                    target_range: target.range,
                    target_selection_range: selection,
                })
            };
            GotoDefinitionResponse::Link(found.filter_map(link).collect())
        },
    )
}

/// `textDocument/references`.
pub fn references(server: &mut Server, params: ReferenceParams) -> Option<Vec<Location>> {
    let declaration = match params.context.include_declaration {
        true => Declaration::Include,
        false => Declaration::Leave,
    };
    at(server, &params.text_document_position, |asked, offset| {
        let found = references::references(&asked.cx, offset, declaration);
        let mut texts = Texts::default();
        found
            .iter()
            .filter_map(|place| location(&asked.view, place, &mut texts))
            .collect()
    })
}

/// `textDocument/documentHighlight`.
pub fn highlight(
    server: &mut Server,
    params: DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    at(
        server,
        &params.text_document_position_params,
        |asked, offset| {
            let one = |found: highlight::Highlight| DocumentHighlight {
                range: convert::range(&asked.text, found.span),
                kind: Some(if found.is_write {
                    DocumentHighlightKind::WRITE
                } else {
                    DocumentHighlightKind::READ
                }),
            };
            highlight::highlight(&asked.cx, offset)
                .into_iter()
                .map(one)
                .collect()
        },
    )
}

/// `textDocument/documentSymbol`: a tree, or a list for clients that know no trees.
pub fn document_symbols(
    server: &mut Server,
    params: DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = params.text_document.uri;
    about(server, &uri, |asked| {
        let found = symbols::document(&asked.cx);
        if server.client.symbol_trees {
            return DocumentSymbolResponse::Nested(
                found.into_iter().map(|one| symbol(asked, one)).collect(),
            );
        }
        let mut list = Vec::new();
        found
            .into_iter()
            .for_each(|one| flat(asked, &uri, one, None, &mut list));
        DocumentSymbolResponse::Flat(list)
    })
}

/// The tree of symbols is as deep as the outline, never as the input.
#[expect(deprecated, reason = "the field has no other way to be left out")]
fn symbol(asked: &Asked<'_>, symbol: symbols::Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol
        .children
        .into_iter()
        .map(|child| self::symbol(asked, child))
        .collect();
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: convert::range(&asked.text, symbol.span),
        selection_range: convert::range(&asked.text, symbol.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flat(
    asked: &Asked<'_>,
    uri: &Uri,
    symbol: symbols::Symbol,
    container: Option<&str>,
    list: &mut Vec<SymbolInformation>,
) {
    let range = convert::range(&asked.text, symbol.span);
    let location = Location {
        uri: uri.clone(),
        range,
    };
    list.push(information(
        symbol.name.clone(),
        kind(symbol.kind),
        location,
        container,
    ));
    symbol
        .children
        .into_iter()
        .for_each(|child| flat(asked, uri, child, Some(&symbol.name), list));
}

#[expect(deprecated, reason = "the field has no other way to be left out")]
fn information(
    name: String,
    kind: SymbolKind,
    location: Location,
    container: Option<&str>,
) -> SymbolInformation {
    SymbolInformation {
        name,
        kind,
        tags: None,
        deprecated: None,
        location,
        container_name: container.map(str::to_owned),
    }
}

fn kind(kind: ide::symbols::SymbolKind) -> SymbolKind {
    use ide::symbols::SymbolKind as Ours;
    match kind {
        Ours::Component => SymbolKind::MODULE,
        Ours::Project => SymbolKind::PACKAGE,
        Ours::Profile => SymbolKind::NAMESPACE,
        Ours::Scope => SymbolKind::KEY,
        Ours::Subscription => SymbolKind::EVENT,
        Ours::Field => SymbolKind::FIELD,
        Ours::Variable => SymbolKind::VARIABLE,
        Ours::Object => SymbolKind::OBJECT,
        Ours::List => SymbolKind::ARRAY,
        Ours::Text => SymbolKind::STRING,
        Ours::Number => SymbolKind::NUMBER,
        Ours::Boolean => SymbolKind::BOOLEAN,
        Ours::Null => SymbolKind::NULL,
    }
}

/// More symbols than anybody reads; who looks for one types more of its name.
const MOST_SYMBOLS: usize = 500;

/// `workspace/symbol`, over all projects.
pub fn workspace_symbols(
    server: &mut Server,
    params: WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let (mut list, mut texts) = (Vec::new(), Texts::default());
    // A file may lie in two projects, one within the other.
    let mut known = BTreeSet::new();
    for view in server.workspace.projects() {
        let left = MOST_SYMBOLS - list.len();
        for named in symbols::workspace(&Index::new(&view.held.project), &params.query)
            .into_iter()
            .take(left)
        {
            if let Some(location) = location(&view, &named.place, &mut texts)
                && known.insert((location.uri.clone(), location.range.start))
            {
                list.push(information(
                    named.name,
                    kind(named.kind),
                    location,
                    Some(&named.container),
                ));
            }
        }
    }
    Some(WorkspaceSymbolResponse::Flat(list))
}

/// `textDocument/documentLink`.
pub fn links(server: &mut Server, params: DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    about(server, &params.text_document.uri, |asked| {
        let link = |link: links::Link| {
            let target = match &link.target {
                links::Target::Url(url) => Uri::from_str(url).ok()?,
                links::Target::File(path) => asked.view.uri(path)?,
            };
            let range = convert::range(&asked.text, link.span);
            Some(DocumentLink {
                range,
                target: Some(target),
                tooltip: link.tooltip,
                data: None,
            })
        };
        links::links(&asked.cx)
            .into_iter()
            .filter_map(link)
            .collect()
    })
}

/// `textDocument/foldingRange`.
pub fn folding(server: &mut Server, params: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let whole_lines = server.client.whole_line_folding;
    about(server, &params.text_document.uri, |asked| {
        let ranges = folding::folding(&asked.cx.document.syntax)
            .into_iter()
            .map(|span| convert::range(&asked.text, span));
        let fold = |range: Range| {
            // The line of the closing bracket stays visible where only whole lines can be folded.
            let end_line = if whole_lines {
                range.end.line.saturating_sub(1)
            } else {
                range.end.line
            };
            (range.start.line < end_line).then(|| FoldingRange {
                start_line: range.start.line,
                start_character: (!whole_lines).then(|| range.start.character + 1),
                end_line,
                end_character: (!whole_lines).then(|| range.end.character.saturating_sub(1)),
                ..FoldingRange::default()
            })
        };
        ranges.filter_map(fold).collect()
    })
}

/// `textDocument/selectionRange`: one chain for each position.
pub fn selection(server: &mut Server, params: SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    about(server, &params.text_document.uri, |asked| {
        let chain = |position: &Position| {
            let spans = selection::selection(&asked.cx.document.syntax, asked.offset(*position));
            let outermost_first = spans.into_iter().rev();
            let chain = outermost_first.fold(None, |parent: Option<Box<SelectionRange>>, span| {
                Some(Box::new(SelectionRange {
                    range: convert::range(&asked.text, span),
                    parent,
                }))
            });
            // Each position has to have an answer.
            let nothing = || SelectionRange {
                range: Range {
                    start: *position,
                    end: *position,
                },
                parent: None,
            };
            chain.map_or_else(nothing, |chain| *chain)
        };
        params.positions.iter().map(chain).collect()
    })
}

/// `textDocument/inlayHint`; nothing unless the user wants them.
pub fn inlay_hints(server: &mut Server, params: InlayHintParams) -> Option<Vec<InlayHint>> {
    if !server.settings.inlay_hints {
        return None;
    }
    about(server, &params.text_document.uri, |asked| {
        let profile = server.settings.profile.as_deref();
        let hints = inlay::hints(&asked.cx, convert::span(&asked.text, params.range), profile);
        let hint = |hint: inlay::Hint| InlayHint {
            position: convert::position(&asked.text, hint.at),
            label: InlayHintLabel::String(hint.label),
            tooltip: hint.tooltip.map(InlayHintTooltip::String),
            kind: None,
            text_edits: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        hints.into_iter().map(hint).collect()
    })
}
