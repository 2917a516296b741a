//! Events that the server handles, in the order of arrival.

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::{
    FileEvent, TextDocumentContentChangeEvent, TextDocumentItem, Uri, WorkspaceFoldersChangeEvent,
};

use crate::initialize::Initialization;
use crate::loader::Loaded;
use crate::session::Session;

pub(crate) enum Event {
    Initialize(Box<Initialization>),
    /// The client accepts requests of the server from now on.
    Initialized,
    Open(TextDocumentItem),
    /// Some clients send no version.
    Change(Uri, Option<i32>, Vec<TextDocumentContentChangeEvent>),
    Save(Uri),
    Close(Uri),
    WatchedFiles(Vec<FileEvent>),
    WorkspaceFolders(WorkspaceFoldersChangeEvent),
    /// The changed settings; null if the client expects the server to request them.
    Settings(Value),
    Loaded(Loaded),
    /// `hsmeta/checkWorkspace`, answered as soon as reading has begun.
    CheckWorkspace(oneshot::Sender<()>),
    Request(PendingRequest),
}

/// A request that has not been answered yet.
pub(crate) struct PendingRequest {
    pub(crate) method: &'static str,
    /// The document that the request is about.
    pub(crate) document: Option<Uri>,
    /// Computes the answer and sends it.
    pub(crate) answer: Box<dyn FnOnce(&mut Session) + Send>,
}

impl Event {
    /// The name for the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Event::Initialize(_) => "initialize",
            Event::Initialized => "initialized",
            Event::Open(_) => "open",
            Event::Change(..) => "change",
            Event::Save(_) => "save",
            Event::Close(_) => "close",
            Event::WatchedFiles(_) => "watched files",
            Event::WorkspaceFolders(_) => "workspace folders",
            Event::Settings(_) => "settings",
            Event::Loaded(_) => "loaded",
            Event::CheckWorkspace(_) => "hsmeta/checkWorkspace",
            Event::Request(request) => request.method,
        }
    }
}
