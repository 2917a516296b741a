//! Symbols of a document and of the workspace.

use std::collections::BTreeSet;

use ide::symbols;
use project::index::Index;
use tower_lsp_server::ls_types::*;

use super::navigation::location;
use super::{RequestedFile, with_hubspot_file};
use crate::session::Session;
use crate::workspace::TextCache;

/// The maximum number of workspace symbols. Users who look for a certain one type more of its name.
const MAX_SYMBOLS: usize = 500;

/// `textDocument/documentSymbol`: a tree, or a list for clients that do not support trees.
pub(crate) fn document_symbols(
    session: &mut Session,
    params: DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = params.text_document.uri;
    with_hubspot_file(session, &uri, |file| {
        let symbols = symbols::document(&file.cx);
        if session.client.hierarchical_symbols {
            return DocumentSymbolResponse::Nested(nested(file, symbols));
        }
        let mut list = Vec::new();
        flatten(file, &uri, symbols, None, &mut list);
        DocumentSymbolResponse::Flat(list)
    })
}

/// The depth of the tree is that of the outline, which does not depend on the input.
#[expect(deprecated, reason = "the type requires the field")]
fn nested(file: &RequestedFile<'_>, symbols: Vec<symbols::DocumentSymbol>) -> Vec<DocumentSymbol> {
    let mut nested_symbols = Vec::new();
    for symbol in symbols {
        let mut children = None;
        if !symbol.children.is_empty() {
            children = Some(nested(file, symbol.children));
        }
        nested_symbols.push(DocumentSymbol {
            name: symbol.name,
            detail: symbol.detail,
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: file.range(symbol.span),
            selection_range: file.range(symbol.selection),
            children,
        });
    }
    nested_symbols
}

fn flatten(
    file: &RequestedFile<'_>,
    uri: &Uri,
    symbols: Vec<symbols::DocumentSymbol>,
    container: Option<&str>,
    list: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        let location = Location {
            uri: uri.clone(),
            range: file.range(symbol.span),
        };
        list.push(information(
            symbol.name.clone(),
            kind(symbol.kind),
            location,
            container,
        ));
        flatten(file, uri, symbol.children, Some(&symbol.name), list);
    }
}

#[expect(deprecated, reason = "the type requires the field")]
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

fn kind(kind: symbols::SymbolKind) -> SymbolKind {
    match kind {
        symbols::SymbolKind::Component => SymbolKind::MODULE,
        symbols::SymbolKind::Project => SymbolKind::PACKAGE,
        symbols::SymbolKind::Profile => SymbolKind::NAMESPACE,
        symbols::SymbolKind::Scope => SymbolKind::KEY,
        symbols::SymbolKind::Subscription => SymbolKind::EVENT,
        symbols::SymbolKind::Field => SymbolKind::FIELD,
        symbols::SymbolKind::Variable => SymbolKind::VARIABLE,
        symbols::SymbolKind::Object => SymbolKind::OBJECT,
        symbols::SymbolKind::Array => SymbolKind::ARRAY,
        symbols::SymbolKind::String => SymbolKind::STRING,
        symbols::SymbolKind::Number => SymbolKind::NUMBER,
        symbols::SymbolKind::Boolean => SymbolKind::BOOLEAN,
        symbols::SymbolKind::Null => SymbolKind::NULL,
    }
}

/// `workspace/symbol`, in all projects.
pub(crate) fn workspace_symbols(
    session: &mut Session,
    params: WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let (mut list, mut texts) = (Vec::new(), TextCache::default());
    // A file can belong to two nested projects.
    let mut seen = BTreeSet::new();
    for view in session.workspace.projects() {
        let remaining = MAX_SYMBOLS - list.len();
        let symbols = symbols::workspace(&Index::new(&view.state.project), &params.query);
        for symbol in symbols.into_iter().take(remaining) {
            if let Some(location) = location(&view, &symbol.location, &mut texts)
                && seen.insert((location.uri.clone(), location.range.start))
            {
                list.push(information(
                    symbol.name,
                    kind(symbol.kind),
                    location,
                    Some(&symbol.container),
                ));
            }
        }
    }
    Some(WorkspaceSymbolResponse::Flat(list))
}
