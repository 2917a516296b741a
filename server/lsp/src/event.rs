//! Events that the server handles, in the order of arrival.

use std::path::PathBuf;

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::{
    FileEvent, TextDocumentContentChangeEvent, TextDocumentItem, Uri, WorkspaceFoldersChangeEvent,
};

use crate::conversion::Choice;
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
    /// Converts the project of a file.
    Convert(Uri),
    /// The answer to the question whether to convert a project; `None` if there is none.
    Choice {
        id: u64,
        root: PathBuf,
        question: String,
        choice: Option<Choice>,
    },
    /// Whether the client has applied a conversion.
    Applied {
        id: u64,
        root: PathBuf,
        result: Result<(), String>,
    },
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
            Event::Convert(_) => "convert",
            Event::Choice { .. } => "choice",
            Event::Applied { .. } => "applied",
            Event::Request(request) => request.method,
        }
    }
}
