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
        Session {
            parent: params.get("processId").and_then(process),
            client: Client::of(params.get("capabilities").unwrap_or(&Value::Null)),
            options: params
                .get("initializationOptions")
                .cloned()
                .unwrap_or_default(),
            folders: folders(params),
        }
    }
}

/// -1 and 0 are no processes.
fn process(id: &Value) -> Option<u32> {
    match u32::try_from(id.as_u64()?) {
        Ok(id @ 1..) => Some(id),
        _ => None,
    }
}

/// The folders, else what older clients have in their place.
fn folders(params: &Value) -> Vec<Uri> {
    let mut folders = Vec::new();
    for entry in params
        .get("workspaceFolders")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        folders.extend(folder(
            "a workspace folder",
            entry.get("uri").unwrap_or(entry),
        ));
    }
    if folders.is_empty()
        && let Some(root) = params.get("rootUri")
        && !root.is_null()
    {
        folders.extend(folder("`rootUri`", root));
    }
    if folders.is_empty()
        && let Some(root) = params.get("rootPath").and_then(Value::as_str)
    {
        folders.extend(uri::of_path(Path::new(root)));
    }
    folders
}

/// A folder on the disk; others are named in the log.
fn folder(what: &str, spelling: &Value) -> Option<Uri> {
    let uri = spelling.as_str().and_then(uri::of_spelling);
    match uri {
        Some(uri) if uri::path(&uri).is_some() => Some(uri),
        _ => {
            tracing::warn!("skipped {what}, which names no folder: {spelling}");
            None
        }
    }
}
