//! Callback URLs: HubSpot sends the browser there after a person agreed to an install or refused it.

use super::link::Link;
use crate::topics::{self, Cause};
use diagnostics::message;

#[derive(Debug)]
pub enum Answer {
    /// The person agreed; the URL has a code.
    Code,
    /// The install failed.
    Refused {
        /// HubSpot's message, in backticks.
        said: String,
        /// The known causes of that message.
        causes: Vec<Cause>,
    },
}

/// Reads a callback URL; `None` for others, such as install URLs.
pub fn answer(text: &str) -> Option<Answer> {
    let link = Link::read(text)?;
    if link.values("client_id").next().is_some() {
        return None;
    }
    let mut messages = Vec::new();
    for name in ["error", "error_description"] {
        messages.extend(link.value(name));
    }
    if messages.is_empty() {
        link.value("code")?;
        return Some(Answer::Code);
    }
    let quoted: Vec<String> = messages.iter().map(|text| message::quoted(text)).collect();
    let mut said = quoted.join(": ");
    link.secrets().mask(&mut said);
    Some(Answer::Refused {
        said,
        causes: topics::causes(&messages.join(" ")),
    })
}
