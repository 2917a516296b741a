//! JSON-RPC messages of the client.

use serde_json::{Map, Value};

/// A message, or why it is none. Deep nesting is an error of the parser, which stops at 128 levels.
pub(crate) enum Message {
    Request(Request),
    Notification {
        method: String,
        params: Value,
    },
    Response {
        id: Value,
        result: Option<Value>,
    },
    Invalid {
        id: Option<Value>,
        reason: &'static str,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) id: Value,
    pub(crate) method: String,
    /// Null if the message has none.
    pub(crate) params: Value,
}

impl Message {
    pub(crate) fn of(value: Value) -> Message {
        let Value::Object(mut members) = value else {
            return invalid(None, "a message must be an object");
        };
        let id = members.remove("id");
        let usable = match &id {
            Some(id) if is_id(id) => Some(id.clone()),
            _ => None,
        };
        if members.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return invalid(usable, "`jsonrpc` must be \"2.0\"");
        }
        match (members.remove("method"), id, usable) {
            (Some(Value::String(method)), None, _) => Message::Notification {
                method,
                params: members.remove("params").unwrap_or_default(),
            },
            (Some(Value::String(method)), Some(_), Some(id)) => request(id, method, members),
            (Some(Value::String(_)), Some(_), None) => {
                invalid(None, "`id` must be a string or an integer")
            }
            (Some(_), _, usable) => invalid(usable, "`method` must be a string"),
            (None, _, Some(id)) if is_response(&members) => Message::Response {
                id,
                result: members.remove("result"),
            },
            (None, _, usable) => invalid(usable, "a message requires `method`"),
        }
    }
}

fn request(id: Value, method: String, mut members: Map<String, Value>) -> Message {
    let params = members.remove("params").unwrap_or_default();
    if !matches!(params, Value::Object(_) | Value::Null) {
        return invalid(Some(id), "`params` must be an object");
    }
    Message::Request(Request { id, method, params })
}

fn invalid(id: Option<Value>, reason: &'static str) -> Message {
    Message::Invalid { id, reason }
}

fn is_response(members: &Map<String, Value>) -> bool {
    members.contains_key("result") || members.contains_key("error")
}

/// Unlike in JSON-RPC, it must not be null.
fn is_id(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Number(number) => number.is_i64() || number.is_u64(),
        _ => false,
    }
}
