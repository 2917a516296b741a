//! What reaches the server, in the order of arrival.

use serde_json::Value;
use tower_lsp_server::ls_types::{
    FileEvent, TextDocumentContentChangeEvent, TextDocumentItem, Uri, WorkspaceFoldersChangeEvent,
};

use super::initialize::Session;
use super::loader::Loaded;
use super::server::Server;

/// One event.
pub(super) enum Event {
    /// The session begins; the client tells what it can do.
    Initialize(Box<Session>),
    /// The client is ready for requests of the server.
    Initialized,
    /// A file was opened: from now on its text is what the client says.
    Open(TextDocumentItem),
    /// A file was edited; some clients give no version.
    Change(Uri, Option<i32>, Vec<TextDocumentContentChangeEvent>),
    /// A file was saved.
    Save(Uri),
    /// A file was closed: its text is what the disk says.
    Close(Uri),
    /// Files and folders came, changed or went.
    Watched(Vec<FileEvent>),
    /// Workspace folders were added or removed.
    Folders(WorkspaceFoldersChangeEvent),
    /// The settings changed; null when the client wants to be asked for them.
    Settings(Value),
    /// The loader has read something.
    Loaded(Loaded),
    /// The client asks for something.
    Ask(Question),
}

/// A question with its answer to come.
pub(super) struct Question {
    /// The name of its method.
    pub(super) method: &'static str,
    /// The file that it is about.
    pub(super) file: Option<Uri>,
    pub(super) answer: Box<dyn FnOnce(&mut Server) + Send>,
}

impl Event {
    /// Its name in the log.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Event::Initialize(_) => "initialize",
            Event::Initialized => "initialized",
            Event::Open(_) => "open",
            Event::Change(..) => "change",
            Event::Save(_) => "save",
            Event::Close(_) => "close",
            Event::Watched(_) => "watched files",
            Event::Folders(_) => "workspace folders",
            Event::Settings(_) => "settings",
            Event::Loaded(_) => "loaded",
            Event::Ask(question) => question.method,
        }
    }
}
