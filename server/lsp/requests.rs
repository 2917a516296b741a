//! Questions of the client: from the protocol to `ide` and back. Nothing is decided here.

pub(super) mod edits;
mod ignoring;
pub(super) mod language;
pub(super) mod navigation;

use tower_lsp_server::ls_types::{Position, TextDocumentPositionParams, Uri};

use super::convert;
use super::server::Server;
use super::workspace::View;
use crate::ide::Cx;
use crate::project::index::Index;
use crate::text::Text;

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

/// Looks at a file; `None` where it is no configuration file.
fn about<T>(server: &Server, uri: &Uri, look: impl FnOnce(&Asked<'_>) -> T) -> Option<T> {
    let (view, path) = server.workspace.view(uri)?;
    let index = Index::new(&view.held.project);
    let document = view.held.project.documents.get(&path)?;
    Some(look(&Asked { cx: Cx { index: &index, document }, view, text: view.text(&path) }))
}

/// Looks at a place in a file.
fn at<T>(server: &Server, place: &TextDocumentPositionParams, look: impl FnOnce(&Asked<'_>, u32) -> T) -> Option<T> {
    about(server, &place.text_document.uri, |asked| look(asked, asked.offset(place.position)))
}
