//! Reads the parameters of `initialize` value by value: the server starts whatever the client
//! sends.

use std::path::Path;

use serde_json::Value;
use tower_lsp_server::ls_types::Uri;

use crate::capabilities::ClientFeatures;
use crate::uri;

pub(crate) struct Initialization {
    /// The process that the server must not outlive.
    pub(crate) parent: Option<u32>,
    pub(crate) client: ClientFeatures,
    /// Settings in any form that [`crate::settings::Settings::read`] accepts.
    pub(crate) options: Value,
    pub(crate) folders: Vec<Uri>,
}

impl Initialization {
    pub(crate) fn read(params: &Value) -> Initialization {
        let capabilities = params.get("capabilities").unwrap_or(&Value::Null);
        Initialization {
            parent: params.get("processId").and_then(process_id),
            client: ClientFeatures::read(capabilities),
            options: params
                .get("initializationOptions")
                .cloned()
                .unwrap_or_default(),
            folders: folders(params),
        }
    }
}

/// Some clients send -1 or 0 for no process.
fn process_id(value: &Value) -> Option<u32> {
    match u32::try_from(value.as_u64()?) {
        Ok(id @ 1..) => Some(id),
        _ => None,
    }
}

/// The workspace folders, or the properties that older clients send instead.
fn folders(params: &Value) -> Vec<Uri> {
    let mut folders = Vec::new();
    if let Some(entries) = params.get("workspaceFolders").and_then(Value::as_array) {
        for entry in entries {
            folders.extend(folder(
                "workspace folder",
                entry.get("uri").unwrap_or(entry),
            ));
        }
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
        folders.extend(uri::from_path(Path::new(root)));
    }
    folders
}

/// The URI of a folder on disk; others are logged.
fn folder(source: &str, value: &Value) -> Option<Uri> {
    let uri = value.as_str().and_then(uri::parse);
    match uri {
        Some(uri) if uri::to_path(&uri).is_some() => Some(uri),
        _ => {
            tracing::warn!("ignored {source}: not a folder on disk: {value}");
            None
        }
    }
}
