//! The service between the transport and the handlers. It sees `exit` before any handler runs,
//! normalizes parameters, and restores the client's spelling of URIs in responses.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use serde_json::{Map, Value};
use tower_lsp_server::jsonrpc::{Error, Request, Response};
use tower_service::Service;

use crate::exit::Exit;
use crate::{params, uri};

/// Wraps the service with the handlers.
pub(crate) struct ProtocolService<S> {
    pub(crate) inner: S,
    pub(crate) exit: Arc<Exit>,
}

type ResponseFuture<E> = Pin<Box<dyn Future<Output = Result<Option<Response>, E>> + Send>>;

impl<S> Service<Request> for ProtocolService<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Send,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id, params) = request.into_parts();
        match &*method {
            "shutdown" => self.exit.shut_down(),
            "exit" => self.exit.request(),
            _ => {}
        }
        let params = params::normalize(&method, params);
        params::log_malformed(&method, params.as_ref());
        // The transport does not respond to unknown methods of this form, even if they are
        // requests.
        let mut optional_id = None;
        if method.starts_with("$/") {
            optional_id = id.clone();
        }
        let mut request = Request::build(method);
        if let Some(params) = params {
            request = request.params(params);
        }
        if let Some(id) = id {
            request = request.id(id);
        }
        let response = self.inner.call(request.finish());
        Box::pin(async move {
            match (response.await?, optional_id) {
                (Some(response), _) => {
                    let (id, mut body) = response.into_parts();
                    if let Ok(body) = &mut body {
                        restore_uris(body);
                    }
                    Ok(Some(Response::from_parts(id, body)))
                }
                (None, Some(id)) => Ok(Some(Response::from_error(id, Error::method_not_found()))),
                (None, None) => Ok(None),
            }
        })
    }
}

/// Restores the client's spelling of all URIs. An explicit stack, because a selection range is
/// nested as deeply as the document.
pub(crate) fn restore_uris(value: &mut Value) {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(elements) => stack.extend(elements),
            Value::Object(properties) => {
                for (name, value) in properties {
                    match (name.as_str(), value) {
                        (
                            "uri" | "oldUri" | "newUri" | "targetUri" | "target",
                            Value::String(uri),
                        ) => {
                            *uri = uri::original(uri).into_owned();
                        }
                        ("changes", Value::Object(files)) => {
                            let mut restored = Map::new();
                            for (uri, edits) in std::mem::take(files) {
                                restored.insert(uri::original(&uri).into_owned(), edits);
                            }
                            *files = restored;
                        }
                        (_, value @ (Value::Array(_) | Value::Object(_))) => stack.push(value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn response(uri: &str) -> Value {
        json!([{
            "uri": uri, "targetUri": uri, "target": uri, "edit": {
                "changes": { uri: [] }, "documentChanges": [{ "textDocument": { "uri": uri }, "edits": [] }],
            },
        }])
    }

    #[test]
    fn responses_have_the_uris_of_the_client() {
        let original = "file:///a/[b].json";
        let encoded = uri::encode(original);
        let mut restored = response(&encoded);
        restore_uris(&mut restored);
        assert_eq!(restored, response(original));
    }

    #[test]
    fn other_strings_are_not_changed() {
        let encoded = uri::encode("file:///a/[b].json");
        let mut value = json!({ "newText": encoded, "message": encoded });
        let before = value.clone();
        restore_uris(&mut value);
        assert_eq!(value, before);
    }
}
