//! What a client says at the beginning, read value by value: whatever it says, the server starts.

use std::path::Path;

use serde_json::Value;
use tower_lsp_server::ls_types::Uri;

use super::capabilities::Client;
use super::uri;

/// The beginning of a session.
pub(super) struct Session {
    /// The process whose end is the end of the server.
    pub(super) parent: Option<u32>,
    pub(super) client: Client,
    /// Settings, in whatever form.
    pub(super) options: Value,
    /// The workspace folders.
    pub(super) folders: Vec<Uri>,
}

impl Session {
    pub(super) fn read(params: &Value) -> Session {
        // -1 and 0 are no processes.
        let parent = params.get("processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        Session {
            parent: parent.filter(|id| *id > 0),
            client: Client::of(params.get("capabilities").unwrap_or(&Value::Null)),
            options: params.get("initializationOptions").cloned().unwrap_or_default(),
            folders: folders(params),
        }
    }
}

/// The folders, else what older clients have in their place.
fn folders(params: &Value) -> Vec<Uri> {
    let entries = params.get("workspaceFolders").and_then(Value::as_array);
    let mut folders = Vec::new();
    for entry in entries.into_iter().flatten() {
        folders.extend(folder("a workspace folder", entry.get("uri")));
    }
    if folders.is_empty() {
        folders.extend(folder("`rootUri`", params.get("rootUri")));
    }
    if folders.is_empty() {
        let root = params.get("rootPath").and_then(Value::as_str);
        folders.extend(root.and_then(|root| uri::of_path(Path::new(root))));
    }
    folders
}

/// A folder on the disk; others are named in the log.
fn folder(what: &str, spelling: Option<&Value>) -> Option<Uri> {
    let spelling = match spelling {
        None | Some(Value::Null) => return None,
        Some(spelling) => spelling,
    };
    let uri = spelling.as_str().and_then(uri::of_spelling);
    let folder = uri.filter(|uri| uri::path(uri).is_some());
    if folder.is_none() {
        tracing::warn!("skipped {what}, which names no folder: {spelling}");
    }
    folder
}
