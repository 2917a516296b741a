//! What a server offers: its tools and resources, passed in by the program.

use serde_json::{Map, Value};

/// The program behind the protocol.
pub trait Host {
    /// `name`, `title` and `version`.
    fn info(&self) -> Value;

    /// When to use the tools, for the model.
    fn instructions(&self) -> &str;

    /// The tools, as `tools/list` returns them.
    fn tools(&self) -> &[Value];

    /// Whether a tool reads or writes files, so that it has to know the folders of the client.
    fn needs_roots(&self, tool: &str) -> bool;

    /// Calls a tool of the list.
    fn call(&mut self, tool: &str, arguments: &Map<String, Value>, roots: &Roots) -> ToolAnswer;

    fn resources(&self) -> Resources;

    /// A resource, or nothing if there is none with this URI.
    fn read(&self, uri: &str) -> Option<Content>;
}

/// The folders that the client works in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Roots {
    /// The client names none.
    WorkingDirectory,
    /// `file:` URIs.
    Uris(Vec<String>),
}

/// What a tool returns.
pub struct ToolAnswer {
    /// For the model.
    pub text: String,
    /// Described by the output schema of the tool; `null` if it failed.
    pub structured: Value,
    pub is_error: bool,
}

impl ToolAnswer {
    pub fn error(text: impl Into<String>) -> ToolAnswer {
        ToolAnswer {
            text: text.into(),
            structured: Value::Null,
            is_error: true,
        }
    }
}

/// The resources of a server.
pub struct Resources {
    pub listed: Vec<Resource>,
    /// As `resources/templates/list` returns them.
    pub templates: Vec<Value>,
}

pub struct Resource {
    pub uri: String,
    pub name: String,
    pub description: String,
    pub mime_type: &'static str,
}

/// The text of a resource.
pub struct Content {
    pub mime_type: &'static str,
    pub text: String,
}
