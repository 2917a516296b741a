//! Whose token a call of HubSpot's API sends.

use project::source_file::SourceFile;
use source::Value;

use crate::code::{ApiCall, Code, Token};

/// The variable in which a function has the token of its app.
const APP_TOKEN: &str = "PRIVATE_APP_ACCESS_TOKEN";

/// Whose token a call sends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    App,
    /// What HubSpot adds to a call of a card.
    ByHubSpot,
    Other,
    Nothing,
    /// A parameter, or the result of a call.
    Unknown,
}

pub(super) fn sent_by<'c>(code: &Code<'c>, call: &ApiCall<'c>) -> Sent {
    match call.token {
        Token::App => Sent::ByHubSpot,
        Token::Unknown => Sent::Unknown,
        Token::Missing => Sent::Nothing,
        // UI code has neither environment variables nor secrets.
        Token::Value { .. } if !code.runtimes(call.file()).is_function => Sent::Other,
        // Which token a function of another app has is in no source.
        Token::Value { .. } if !is_static(code) => Sent::Unknown,
        Token::Value { file, value } => sent(code, file, value, 0),
    }
}

/// Whether the app has static auth, as HubSpot requires for functions.
fn is_static(code: &Code<'_>) -> bool {
    let Some(app) = code.index.app() else {
        return false;
    };
    let auth_type = app.facts.auth_type.as_ref();
    auth_type.is_some_and(|auth_type| auth_type.text == "static")
}

/// The most nested values of a token.
const MOST_LEVELS: usize = 20;

/// Whose token a value is: `Bearer ${process.env.PRIVATE_APP_ACCESS_TOKEN}` is that of the app.
fn sent<'c>(code: &Code<'c>, file: &'c SourceFile, value: &'c Value, level: usize) -> Sent {
    if level > MOST_LEVELS {
        return Sent::Unknown;
    }
    match value {
        Value::Env { name, .. } if name == APP_TOKEN => Sent::App,
        Value::Env { .. } | Value::Text { .. } | Value::Number { .. } | Value::Variable { .. } => {
            Sent::Other
        }
        Value::Joined { parts, .. } => match without_scheme(parts) {
            [part] => sent(code, file, part, level + 1),
            _ => Sent::Unknown,
        },
        Value::Either(values) => either(code, file, values, level),
        Value::Imported { .. } => match code.definition(file, value) {
            Some((file, found)) if !matches!(found, Value::Imported { .. }) => {
                sent(code, file, found, level + 1)
            }
            _ => Sent::Unknown,
        },
        _ => Sent::Unknown,
    }
}

/// The parts of a header after `Bearer`.
fn without_scheme(parts: &[Value]) -> &[Value] {
    match parts {
        [Value::Text { text, .. }, rest @ ..] if text.trim().eq_ignore_ascii_case("bearer") => rest,
        _ => parts,
    }
}

/// One of several tokens. An empty string in place of one that is missing is none.
fn either<'c>(code: &Code<'c>, file: &'c SourceFile, values: &'c [Value], level: usize) -> Sent {
    let mut all = None;
    for value in values {
        if matches!(value, Value::Text { text, .. } if text.is_empty()) {
            continue;
        }
        let one = sent(code, file, value, level + 1);
        if all.is_some_and(|all| all != one) {
            return Sent::Unknown;
        }
        all = Some(one);
    }
    all.unwrap_or(Sent::Unknown)
}
