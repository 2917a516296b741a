//! JSON-RPC messages to the client.

use serde_json::{Value, json};

use crate::protocol::Code;

/// Why a request fails.
pub(crate) struct Failure {
    code: Code,
    message: String,
    data: Option<Value>,
}

impl Failure {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Failure {
        Failure {
            code,
            message: message.into(),
            data: None,
        }
    }

    pub(crate) fn with_data(self, data: Value) -> Failure {
        Failure {
            data: Some(data),
            ..self
        }
    }

    /// The failure as 2026-07-28 has it, which does without a code of its own for resources.
    pub(crate) fn of_stateless(self) -> Failure {
        match self.code {
            Code::ResourceNotFound => Failure {
                code: Code::InvalidParams,
                ..self
            },
            _ => self,
        }
    }
}

/// The response to a request.
pub(crate) fn response(id: Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(failure) => error(Some(id), failure),
    }
}

/// An error. One about a message whose id could not be read has none: null, as in JSON-RPC, is refused by the schema of the
/// protocol and by the official clients.
pub(crate) fn error(id: Option<Value>, failure: Failure) -> Value {
    let mut error = json!({ "code": failure.code as i32, "message": failure.message });
    if let (Some(data), Some(members)) = (failure.data, error.as_object_mut()) {
        members.insert("data".to_owned(), data);
    }
    match id {
        Some(id) => json!({ "jsonrpc": "2.0", "id": id, "error": error }),
        None => json!({ "jsonrpc": "2.0", "error": error }),
    }
}
