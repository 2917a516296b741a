//! Parameters as clients really send them, made fit for the types of the protocol: these refuse a whole message for one
//! value that nobody here looks at. What cannot be understood is skipped and named in the log; the rest is kept.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tower_lsp_server::ls_types::notification::*;

use super::uri;

/// The version of a document that a client sends without one: the types have no other place for that.
pub(super) const NO_VERSION: i32 = i32::MIN;

/// Properties that hold a URI, wherever they are.
const URIS: [&str; 3] = ["uri", "oldUri", "newUri"];

/// Parameters of a message, fit for its type.
pub(super) fn fit(method: &str, params: Option<Value>) -> Option<Value> {
    match method {
        // One unknown word among the capabilities would keep the server from starting, so the types get none of it. These
        // options may be any value; `initialize.rs` reads them.
        "initialize" => {
            return Some(json!({ "capabilities": {}, "initializationOptions": params }));
        }
        "initialized" => return Some(json!({})),
        // Many clients send `{}`, `[]` or null where there are no parameters.
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
    // Nobody is told of progress.
    remove(&mut params, &["workDoneToken", "partialResultToken"]);
    fit_entries(method, &mut params);
    fit_properties(method, &mut params);
    fit_values(&mut params);
    Some(params)
}

/// Leaves out the entries of a batch that name no file.
fn fit_entries(method: &str, params: &mut Value) {
    match method {
        DidChangeWatchedFiles::METHOD => retain(method, params.get_mut("changes"), &["uri"]),
        DidChangeWorkspaceFolders::METHOD => {
            let Some(event) = object(params, "event") else {
                return;
            };
            for list in ["added", "removed"] {
                if !event.get(list).is_some_and(Value::is_array) {
                    event.insert(list.to_owned(), json!([]));
                }
                retain(method, event.get_mut(list), &["uri"]);
            }
        }
        "workspace/willRenameFiles" => {
            retain(method, params.get_mut("files"), &["oldUri", "newUri"])
        }
        _ => {}
    }
}

fn retain(method: &str, list: Option<&mut Value>, uris: &[&str]) {
    let Some(entries) = list.and_then(Value::as_array_mut) else {
        return;
    };
    entries.retain(|entry| {
        for name in uris {
            if entry
                .get(*name)
                .and_then(Value::as_str)
                .is_none_or(str::is_empty)
            {
                tracing::warn!(
                    "skipped an entry of {method}: its `{name}` is {}",
                    shown(entry.get(*name))
                );
                return false;
            }
        }
        true
    });
}

/// A value for the log, if it can be a URI: others may be what the user types.
fn shown(uri: Option<&Value>) -> String {
    match uri {
        Some(Value::String(uri)) => format!("{uri:?}"),
        Some(_) => "not a string".to_owned(),
        None => "missing".to_owned(),
    }
}

/// Gives properties that somebody needs a value of their type, and removes what nobody needs.
fn fit_properties(method: &str, params: &mut Value) {
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
            for change in params
                .get_mut("contentChanges")
                .and_then(Value::as_array_mut)
                .into_iter()
                .flatten()
            {
                remove(change, &["rangeLength"]);
            }
        }
        DidSaveTextDocument::METHOD => remove(params, &["text"]),
        DidChangeWatchedFiles::METHOD => {
            for change in params
                .get_mut("changes")
                .and_then(Value::as_array_mut)
                .into_iter()
                .flatten()
            {
                // 2: changed. That it is read again is right whatever happened.
                change["type"] = number(change.get("type")).unwrap_or(2).into();
            }
        }
        DidChangeWorkspaceFolders::METHOD => {
            for list in ["added", "removed"] {
                let folders = params
                    .pointer_mut(&format!("/event/{list}"))
                    .and_then(Value::as_array_mut);
                for folder in folders.into_iter().flatten() {
                    folder["name"] = json!("");
                }
            }
        }
        "textDocument/codeAction" => fit_action_context(params),
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

/// What a client sends along of diagnostics may be old, and nobody looks at it.
fn fit_action_context(params: &mut Value) {
    let only = params.pointer("/context/only").and_then(Value::as_array);
    let only: Option<Vec<Value>> = only.map(|kinds| {
        kinds
            .iter()
            .filter(|kind| kind.is_string())
            .cloned()
            .collect()
    });
    insert(
        params,
        "context",
        json!({ "diagnostics": [], "only": only }),
    );
}

/// Carries URIs and clamps positions, wherever they are. The values that wait are kept on the heap: no nesting of the input
/// exhausts the stack.
fn fit_values(params: &mut Value) {
    let mut waiting = vec![params];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(elements) => waiting.extend(elements),
            Value::Object(properties) => {
                for (name, value) in properties {
                    match value {
                        // An empty one names nothing, and is left to be refused.
                        Value::String(text)
                            if URIS.contains(&name.as_str()) && !text.is_empty() =>
                        {
                            *text = uri::carried(text).into_owned();
                        }
                        Value::Number(number) if name == "line" || name == "character" => {
                            let clamped =
                                number.as_f64().unwrap_or(0.0).clamp(0.0, u32::MAX.into());
                            *value = Value::from(clamped as u32);
                        }
                        Value::Array(_) | Value::Object(_) => waiting.push(value),
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

/// The notifications that matter: the transport drops one without a word if it is unfit, and a document may then not be
/// what the client thinks. Says so in the log, without what the user types.
pub(super) fn log_unfit(method: &str, params: Option<&Value>) {
    let is_fit = match method {
        DidOpenTextDocument::METHOD => fits::<DidOpenTextDocument>(params),
        DidChangeTextDocument::METHOD => fits::<DidChangeTextDocument>(params),
        DidSaveTextDocument::METHOD => fits::<DidSaveTextDocument>(params),
        DidCloseTextDocument::METHOD => fits::<DidCloseTextDocument>(params),
        DidChangeWatchedFiles::METHOD => fits::<DidChangeWatchedFiles>(params),
        DidChangeWorkspaceFolders::METHOD => fits::<DidChangeWorkspaceFolders>(params),
        _ => true,
    };
    if !is_fit {
        let uri = params
            .and_then(|params| params.pointer("/textDocument/uri"))
            .and_then(Value::as_str);
        let uri = uri
            .map(|uri| format!(" of {:?}", uri::spelling(uri)))
            .unwrap_or_default();
        tracing::warn!("dropped {method}{uri}: its parameters have the wrong shape");
    }
}

fn fits<N: Notification>(params: Option<&Value>) -> bool {
    params.is_some_and(|params| N::Params::deserialize(params).is_ok())
}
