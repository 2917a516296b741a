//! The folders of the client. In a session the server asks for them once, and again when they change; without one, each call
//! that requires them is answered with the question, and comes again with the answer.

use serde_json::{Value, json};

use crate::host::Roots;
use crate::message::Request;
use crate::protocol::CLIENT_CAPABILITIES;

/// What a session knows about the folders of its client.
#[derive(Default)]
pub(crate) struct SessionRoots {
    /// Whether the client answers `roots/list`.
    pub(crate) are_offered: bool,
    state: State,
    /// How often the server has asked.
    asked: u64,
}

#[derive(Default)]
enum State {
    #[default]
    Unknown,
    /// Asked with this id.
    Asked(Value),
    Known(Roots),
}

impl SessionRoots {
    /// The roots, if they are known or never will be.
    pub(crate) fn known(&self) -> Option<Roots> {
        match &self.state {
            _ if !self.are_offered => Some(Roots::WorkingDirectory),
            State::Known(roots) => Some(roots.clone()),
            State::Unknown | State::Asked(_) => None,
        }
    }

    /// The question, unless it was asked.
    pub(crate) fn question(&mut self) -> Option<Value> {
        if !matches!(self.state, State::Unknown) {
            return None;
        }
        self.asked += 1;
        let id = Value::String(format!("roots-{}", self.asked));
        self.state = State::Asked(id.clone());
        Some(json!({ "jsonrpc": "2.0", "id": id, "method": "roots/list" }))
    }

    /// Takes the answer to the question. A client that offers roots and cannot name them has none, as far as is known: the
    /// working directory is the folder in which it started the server.
    pub(crate) fn take(&mut self, id: &Value, result: Option<&Value>) {
        if matches!(&self.state, State::Asked(asked) if asked == id) {
            let roots = result.and_then(listed);
            self.state = State::Known(roots.unwrap_or(Roots::WorkingDirectory));
        }
    }

    pub(crate) fn forget(&mut self) {
        self.state = State::Unknown;
    }
}

/// The roots in a request of a client without a session; `None` if it has to be asked.
pub(crate) fn of_request(request: &Request) -> Option<Roots> {
    let capabilities = request.params.get("_meta")?.get(CLIENT_CAPABILITIES)?;
    if capabilities.get("roots").is_none() {
        return Some(Roots::WorkingDirectory);
    }
    listed(request.params.get("inputResponses")?.get("roots")?)
}

/// The question as an interim result.
pub(crate) fn input_required() -> Value {
    json!({
        "resultType": "input_required",
        "inputRequests": { "roots": { "method": "roots/list" } },
    })
}

/// The URIs in the answer of a client. An empty list is no restriction: it has no folder open.
fn listed(result: &Value) -> Option<Roots> {
    let roots = result.get("roots")?.as_array()?;
    if roots.is_empty() {
        return Some(Roots::WorkingDirectory);
    }
    let uris = roots
        .iter()
        .filter_map(|root| root.get("uri")?.as_str().map(str::to_owned));
    Some(Roots::Uris(uris.collect()))
}
