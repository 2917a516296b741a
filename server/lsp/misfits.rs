//! Names in the log what the transport drops without a word: notifications whose parameters have the wrong shape. What
//! they were about is lost, so that a text may not be what the client thinks.

use serde_json::Value;
use tower_lsp_server::jsonrpc::Request;
use tower_lsp_server::ls_types::notification::*;

/// The name of a notification, and whether parameters have the right shape for it.
type Shape = (&'static str, fn(Value) -> bool);

/// The notifications that matter.
const SHAPES: &[Shape] = &[
    row::<DidOpenTextDocument>(),
    row::<DidChangeTextDocument>(),
    row::<DidSaveTextDocument>(),
    row::<DidCloseTextDocument>(),
    row::<DidChangeWatchedFiles>(),
    row::<DidChangeWorkspaceFolders>(),
    row::<DidChangeConfiguration>(),
];

const fn row<N: Notification>() -> Shape {
    (N::METHOD, |params| serde_json::from_value::<N::Params>(params).is_ok())
}

/// Logs a notification that will be dropped. Its content is not logged: it may be what the user types.
pub(super) fn log(request: &Request) {
    let shape = SHAPES.iter().find(|(method, _)| *method == request.method());
    if let Some((method, fits)) = shape.filter(|_| request.id().is_none())
        && !fits(request.params().cloned().unwrap_or_default())
    {
        tracing::warn!("dropped {method}: its parameters have the wrong shape");
    }
}
