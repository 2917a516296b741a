//! Questions of the client: from the protocol to `ide` and back. Nothing is decided here.

pub(super) mod edits;
mod ignoring;
pub(super) mod language;
pub(super) mod navigation;

use tower_lsp_server::ls_types::*;

use super::convert;
use super::server::Server;
use super::workspace::View;
use diagnostics::Text;
use ide::Cx;
use project::index::Index;

/// What the client asks for, and which file it is about, if it is about one.
pub(super) trait AboutFile {
    fn file(&self) -> Option<&Uri> {
        None
    }
}

/// One row for each question about a file: the field, if there is one, that holds the name of the file with a place in it.
macro_rules! about_file {
    ($($params:ty: $($place:ident)?;)+) => {
        $(impl AboutFile for $params {
            fn file(&self) -> Option<&Uri> {
                Some(&self.$($place.)?text_document.uri)
            }
        })+
    };
}

about_file! {
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

impl AboutFile for RenameFilesParams {}
impl AboutFile for WorkspaceSymbolParams {}
impl AboutFile for () {}

/// A file that is asked about.
struct Asked<'a> {
    cx: Cx<'a>,
    view: View<'a>,
    text: Text,
}

impl Asked<'_> {
    fn offset(&self, position: Position) -> u32 {
        convert::offset(&self.text, position)
    }
}

/// Looks at a file that HubSpot's tools define; `None` for others, about which the editor knows more.
fn about<T>(server: &Server, uri: &Uri, look: impl FnOnce(&Asked<'_>) -> T) -> Option<T> {
    about_any(server, uri, |asked| {
        if asked.cx.document.kind.is_of_hubspot() {
            Some(look(asked))
        } else {
            None
        }
    })?
}

/// Looks at a file that diagnostics may be about; `None` where there are none.
fn about_any<T>(server: &Server, uri: &Uri, look: impl FnOnce(&Asked<'_>) -> T) -> Option<T> {
    let (view, path) = server.workspace.view(uri)?;
    let index = Index::new(&view.held.project);
    let document = view.held.project.documents.get(&path)?;
    Some(look(&Asked {
        cx: Cx {
            index: &index,
            document,
        },
        view,
        text: view.text(&path),
    }))
}

/// Looks at a place in a file.
fn at<T>(
    server: &Server,
    place: &TextDocumentPositionParams,
    look: impl FnOnce(&Asked<'_>, u32) -> T,
) -> Option<T> {
    about(server, &place.text_document.uri, |asked| {
        look(asked, asked.offset(place.position))
    })
}
