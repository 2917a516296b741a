//! A callback URL: what HubSpot sends the browser to after an install was agreed to or refused.

use super::link::Link;
use crate::topics::{self, Cause};
use diagnostics::message;

/// What a callback URL says.
#[derive(Debug)]
pub enum Answer {
    /// The person agreed; the URL has a code.
    Code,
    /// Something went wrong.
    Refused {
        /// HubSpot's words, in backticks.
        said: String,
        /// What is known to cause it; empty where the words are unknown.
        causes: Vec<Cause>,
    },
}

/// Reads a URL as a callback; `None` for others, install URLs among them.
pub fn answer(text: &str) -> Option<Answer> {
    let link = Link::read(text).filter(|link| link.values("client_id").next().is_none())?;
    let parts: Vec<&str> = ["error", "error_description"]
        .into_iter()
        .filter_map(|name| link.value(name))
        .collect();
    if parts.is_empty() {
        return link.value("code").map(|_| Answer::Code);
    }
    let quoted: Vec<String> = parts.iter().map(|part| message::quoted(part)).collect();
    let mut said = quoted.join(": ");
    link.secrets().mask(&mut said);
    Some(Answer::Refused {
        said,
        causes: topics::causes(&parts.join(" ")),
    })
}
