//! The layer between the transport and the handlers, in the order of arrival: it sees `exit` before any handler runs,
//! makes messages fit for the types of the protocol, and answers with the spellings of the client.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use serde_json::Value;
use tower_lsp_server::jsonrpc::{Error, Request, Response};
use tower_service::Service;

use super::exit::Exit;
use super::{params, uri};

/// A service around the inner one.
pub(super) struct Layer<S> {
    pub(super) inner: S,
    pub(super) exit: Arc<Exit>,
}

type Answering<E> = Pin<Box<dyn Future<Output = Result<Option<Response>, E>> + Send>>;

impl<S> Service<Request> for Layer<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Send,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answering<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id, params) = request.into_parts();
        match &*method {
            "shutdown" => self.exit.shut_down(),
            "exit" => self.exit.ask(),
            _ => {}
        }
        let params = params::fit(&method, params);
        params::log_unfit(&method, params.as_ref());
        // The transport leaves these without an answer, even where the client waits for one.
        let unknown = if method.starts_with("$/") {
            id.clone()
        } else {
            None
        };
        let mut request = Request::build(method);
        if let Some(params) = params {
            request = request.params(params);
        }
        if let Some(id) = id {
            request = request.id(id);
        }
        let answer = self.inner.call(request.finish());
        Box::pin(async move {
            match (answer.await?, unknown) {
                (Some(response), _) => {
                    let (id, mut body) = response.into_parts();
                    if let Ok(body) = &mut body {
                        restore(body);
                    }
                    Ok(Some(Response::from_parts(id, body)))
                }
                (None, Some(id)) => Ok(Some(Response::from_error(id, Error::method_not_found()))),
                (None, None) => Ok(None),
            }
        })
    }
}

/// Gives URIs that were carried through the server the spelling of the client again. What waits is kept on the heap: a
/// selection range is as deep as the document.
pub(super) fn restore(answer: &mut Value) {
    let mut waiting = vec![answer];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(elements) => waiting.extend(elements),
            Value::Object(properties) => {
                for (name, value) in properties {
                    match (name.as_str(), value) {
                        ("uri" | "targetUri" | "target", Value::String(uri)) => {
                            *uri = uri::spelling(uri).into_owned()
                        }
                        ("changes", Value::Object(files)) => {
                            let spelled = |(uri, edits): (String, Value)| {
                                (uri::spelling(&uri).into_owned(), edits)
                            };
                            *files = std::mem::take(files).into_iter().map(spelled).collect();
                        }
                        (_, value @ (Value::Array(_) | Value::Object(_))) => waiting.push(value),
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

    #[test]
    fn answers_have_the_spelling_of_the_client() {
        let raw = "file:///a/[b].json";
        let uri = uri::carried(raw);
        let answer = |uri: &str| {
            json!([{
                "uri": uri, "targetUri": uri, "target": uri, "edit": {
                    "changes": { uri: [] }, "documentChanges": [{ "textDocument": { "uri": uri }, "edits": [] }],
                },
            }])
        };
        let mut restored = answer(&uri);
        restore(&mut restored);
        assert_eq!(restored, answer(raw));
        // What the user typed is not touched.
        let mut text = json!({ "newText": uri, "message": uri });
        let before = text.clone();
        restore(&mut text);
        assert_eq!(text, before);
    }
}
