//! Normalizes parameters. Clients send values that the types of the protocol refuse, and these
//! refuse a whole message for one value that the server does not use. Invalid entries are skipped
//! and logged; everything else is kept.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tower_lsp_server::ls_types::notification::*;

use crate::uri;

/// The version of a document that a client sends without one; the type requires a number.
pub(crate) const NO_VERSION: i32 = i32::MIN;

/// The names of properties whose values are URIs.
const URI_PROPERTIES: [&str; 3] = ["uri", "oldUri", "newUri"];

/// The parameters of a message in a form that its type accepts.
pub(crate) fn normalize(method: &str, params: Option<Value>) -> Option<Value> {
    match method {
        // One unknown value in the capabilities would keep the server from starting. The options
        // may be any value, so all parameters are passed there; `Initialization::read` reads them.
        "initialize" => {
            return Some(json!({ "capabilities": {}, "initializationOptions": params }));
        }
        "initialized" => return Some(json!({})),
        // Many clients send `{}`, `[]` or null instead of no parameters.
        "shutdown" | "exit" | "hsmeta/checkWorkspace" | "hsmeta/panic" => return None,
        DidChangeConfiguration::METHOD => {
            let settings = params
                .as_ref()
                .and_then(|params| params.get("settings"))
                .cloned();
            return Some(json!({ "settings": settings }));
        }
        _ => {}
    }
    let mut params = params?;
    // The server reports no progress of requests.
    remove(&mut params, &["workDoneToken", "partialResultToken"]);
    normalize_entries(method, &mut params);
    normalize_properties(method, &mut params);
    normalize_values(&mut params);
    Some(params)
}

/// Removes the entries of lists that have no URI.
fn normalize_entries(method: &str, params: &mut Value) {
    match method {
        DidChangeWatchedFiles::METHOD => {
            retain_with_uris(method, params.get_mut("changes"), &["uri"])
        }
        DidChangeWorkspaceFolders::METHOD => {
            let Some(event) = object(params, "event") else {
                return;
            };
            for list in ["added", "removed"] {
                if !event.get(list).is_some_and(Value::is_array) {
                    event.insert(list.to_owned(), json!([]));
                }
                retain_with_uris(method, event.get_mut(list), &["uri"]);
            }
        }
        "workspace/willRenameFiles" => {
            retain_with_uris(method, params.get_mut("files"), &["oldUri", "newUri"])
        }
        _ => {}
    }
}

fn retain_with_uris(method: &str, list: Option<&mut Value>, names: &[&str]) {
    let Some(entries) = list.and_then(Value::as_array_mut) else {
        return;
    };
    entries.retain(|entry| {
        for name in names {
            if entry
                .get(*name)
                .and_then(Value::as_str)
                .is_none_or(str::is_empty)
            {
                tracing::warn!(
                    "skipped an entry of {method}: `{name}` is {}",
                    describe_uri(entry.get(*name))
                );
                return false;
            }
        }
        true
    });
}

/// A URI for the log. Other values are not logged, because they may be what the user types.
fn describe_uri(uri: Option<&Value>) -> String {
    match uri {
        Some(Value::String(uri)) => format!("{uri:?}"),
        Some(_) => "not a string".to_owned(),
        None => "missing".to_owned(),
    }
}

/// Replaces missing and invalid values of the properties that the server uses, and removes unused
/// properties.
fn normalize_properties(method: &str, params: &mut Value) {
    match method {
        DidOpenTextDocument::METHOD => {
            let Some(document) = object(params, "textDocument") else {
                return;
            };
            document.insert("languageId".to_owned(), json!("json"));
            let version = number(document.get("version")).unwrap_or(0);
            document.insert("version".to_owned(), version.into());
        }
        DidChangeTextDocument::METHOD => {
            if let Some(document) = object(params, "textDocument") {
                let version = number(document.get("version")).unwrap_or(NO_VERSION);
                document.insert("version".to_owned(), version.into());
            }
            for change in elements_mut(params, "/contentChanges") {
                remove(change, &["rangeLength"]);
            }
        }
        DidSaveTextDocument::METHOD => remove(params, &["text"]),
        DidChangeWatchedFiles::METHOD => {
            for change in elements_mut(params, "/changes") {
                // 2: changed. The file is read again, which is correct for every type.
                change["type"] = number(change.get("type")).unwrap_or(2).into();
            }
        }
        DidChangeWorkspaceFolders::METHOD => {
            for list in ["added", "removed"] {
                for folder in elements_mut(params, &format!("/event/{list}")) {
                    folder["name"] = json!("");
                }
            }
        }
        "textDocument/codeAction" => normalize_action_context(params),
        "textDocument/completion" => {
            let character = params
                .pointer("/context/triggerCharacter")
                .and_then(Value::as_str)
                .map(str::to_owned);
            insert(
                params,
                "context",
                json!({ "triggerKind": 1, "triggerCharacter": character }),
            );
        }
        "textDocument/references" => {
            let is_included = params.pointer("/context/includeDeclaration") != Some(&json!(false));
            insert(
                params,
                "context",
                json!({ "includeDeclaration": is_included }),
            );
        }
        "workspace/symbol" if !params.get("query").is_some_and(Value::is_string) => {
            insert(params, "query", json!(""))
        }
        _ => {}
    }
}

/// Removes the diagnostics of the context, which may be outdated, and the kinds that are not
/// strings.
fn normalize_action_context(params: &mut Value) {
    let mut only = Value::Null;
    if let Some(kinds) = params.pointer("/context/only").and_then(Value::as_array) {
        only = kinds
            .iter()
            .filter(|kind| kind.is_string())
            .cloned()
            .collect();
    }
    insert(
        params,
        "context",
        json!({ "diagnostics": [], "only": only }),
    );
}

/// Encodes URIs and clamps positions at any depth. An explicit stack, so that nesting cannot
/// overflow the call stack.
fn normalize_values(params: &mut Value) {
    let mut stack = vec![params];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(elements) => stack.extend(elements),
            Value::Object(properties) => {
                for (name, value) in properties {
                    match value {
                        // Empty URIs are refused by the types.
                        Value::String(uri)
                            if URI_PROPERTIES.contains(&name.as_str()) && !uri.is_empty() =>
                        {
                            *uri = uri::encode(uri).into_owned();
                        }
                        Value::Number(number) if name == "line" || name == "character" => {
                            let clamped =
                                number.as_f64().unwrap_or(0.0).clamp(0.0, u32::MAX.into());
                            *value = Value::from(clamped as u32);
                        }
                        Value::Array(_) | Value::Object(_) => stack.push(value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn number(value: Option<&Value>) -> Option<i32> {
    let number = value?.as_f64()?;
    Some(number.clamp(f64::from(NO_VERSION) + 1.0, i32::MAX.into()) as i32)
}

/// The elements of the array at a JSON pointer; none if there is no array.
fn elements_mut<'v>(value: &'v mut Value, pointer: &str) -> &'v mut [Value] {
    match value.pointer_mut(pointer) {
        Some(Value::Array(elements)) => elements,
        _ => &mut [],
    }
}

fn object<'v>(value: &'v mut Value, name: &str) -> Option<&'v mut Map<String, Value>> {
    value.get_mut(name)?.as_object_mut()
}

fn insert(params: &mut Value, name: &str, value: Value) {
    if let Some(params) = params.as_object_mut() {
        params.insert(name.to_owned(), value);
    }
}

fn remove(value: &mut Value, names: &[&str]) {
    if let Some(properties) = value.as_object_mut() {
        properties.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// Logs a notification whose parameters are malformed, without what the user types. The transport
/// drops it silently, and the server's copy of a document may then differ from the client's.
pub(crate) fn log_malformed(method: &str, params: Option<&Value>) {
    let is_valid = match method {
        DidOpenTextDocument::METHOD => is_valid::<DidOpenTextDocument>(params),
        DidChangeTextDocument::METHOD => is_valid::<DidChangeTextDocument>(params),
        DidSaveTextDocument::METHOD => is_valid::<DidSaveTextDocument>(params),
        DidCloseTextDocument::METHOD => is_valid::<DidCloseTextDocument>(params),
        DidChangeWatchedFiles::METHOD => is_valid::<DidChangeWatchedFiles>(params),
        DidChangeWorkspaceFolders::METHOD => is_valid::<DidChangeWorkspaceFolders>(params),
        _ => true,
    };
    if is_valid {
        return;
    }
    let uri = params
        .and_then(|params| params.pointer("/textDocument/uri"))
        .and_then(Value::as_str);
    match uri {
        Some(uri) => tracing::warn!(
            "dropped {method} of {:?}: invalid parameters",
            uri::original(uri)
        ),
        None => tracing::warn!("dropped {method}: invalid parameters"),
    }
}

fn is_valid<N: Notification>(params: Option<&Value>) -> bool {
    params.is_some_and(|params| N::Params::deserialize(params).is_ok())
}
