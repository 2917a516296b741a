//! The arguments of a tool.

use serde_json::{Map, Value};

use diagnostics::message;

/// Why a call cannot be made. The model reads it and can correct the call.
#[derive(thiserror::Error, Debug)]
pub(super) enum ArgumentError {
    #[error("`{name}` is required and must be a string")]
    NoString { name: &'static str },
    #[error("`{name}` must be a string")]
    NotAString { name: &'static str },
    #[error("`{name}` must be true or false")]
    NotABoolean { name: &'static str },
    #[error("`{name}` must be a list of strings")]
    NotStrings { name: &'static str },
    #[error("unknown argument {name}; known: {known}")]
    Unknown { name: String, known: String },
}

#[derive(Clone, Copy)]
pub(super) struct ToolArguments<'a>(&'a Map<String, Value>);

impl<'a> ToolArguments<'a> {
    /// Refuses names that the tool does not know: a misspelled `write` must not look as if it were followed.
    pub(super) fn new(
        arguments: &'a Map<String, Value>,
        definition: &Value,
    ) -> Result<ToolArguments<'a>, ArgumentError> {
        let known = definition["inputSchema"]["properties"].as_object();
        for name in arguments.keys() {
            if known.is_none_or(|known| !known.contains_key(name)) {
                let known = known.map(|known| known.keys().map(String::as_str));
                return Err(ArgumentError::Unknown {
                    name: message::quoted(name),
                    known: message::all_of(known.into_iter().flatten()),
                });
            }
        }
        Ok(ToolArguments(arguments))
    }

    pub(super) fn string(self, name: &'static str) -> Result<&'a str, ArgumentError> {
        match self.0.get(name).and_then(Value::as_str) {
            Some(text) => Ok(text),
            None => Err(ArgumentError::NoString { name }),
        }
    }

    pub(super) fn optional(self, name: &'static str) -> Result<Option<&'a str>, ArgumentError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ArgumentError::NotAString { name }),
        }
    }

    /// `false` if it is not given.
    pub(super) fn flag(self, name: &'static str) -> Result<bool, ArgumentError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(ArgumentError::NotABoolean { name }),
        }
    }

    pub(super) fn strings(self, name: &'static str) -> Result<Vec<&'a str>, ArgumentError> {
        let list = match self.0.get(name) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(list) => list.as_array(),
        };
        let mut strings = Vec::new();
        for item in list.ok_or(ArgumentError::NotStrings { name })? {
            strings.push(item.as_str().ok_or(ArgumentError::NotStrings { name })?);
        }
        Ok(strings)
    }
}
