//! A request in a function, and what the calls of the function say about it.

use project::source_file::SourceFile;
use source::Value;

use super::{ApiCall, ApiTarget, Token};
use crate::code::Code;

/// The request itself, or the calls of its function if one of them says more about what is called. A token that all of
/// them send is that of the request.
pub(super) fn merged<'c>(
    code: &Code<'c>,
    found: Option<ApiCall<'c>>,
    callers: Vec<ApiCall<'c>>,
) -> Vec<ApiCall<'c>> {
    if callers.is_empty() {
        return found.into_iter().collect();
    }
    let Some(mut found) = found else {
        return callers;
    };
    if !found.is_known() || callers.iter().any(|caller| says_more(caller, &found)) {
        return callers;
    }
    if sent_variable(code, found.token).is_some() {
        return vec![found];
    }
    let first = callers.first().map(|caller| caller.token);
    let Some(variable) = first.and_then(|token| sent_variable(code, token)) else {
        return vec![found];
    };
    for caller in &callers {
        match sent_variable(code, caller.token) {
            Some(other) if other == variable => {}
            // They have to be told apart.
            _ => return callers,
        }
    }
    found.token = first.unwrap_or(Token::Unknown);
    vec![found]
}

fn says_more(caller: &ApiCall<'_>, request: &ApiCall<'_>) -> bool {
    caller.method.is_some() && request.method.is_none()
        || known_segments(caller) > known_segments(request)
}

/// How many segments are known of each path.
fn known_segments(call: &ApiCall<'_>) -> usize {
    let ApiTarget::Paths { paths, .. } = &call.target else {
        return 0;
    };
    let counts = paths.iter().map(|path| {
        let segments = path.segments.iter();
        segments.filter(|segment| segment.known().is_some()).count()
    });
    counts.min().unwrap_or(0)
}

/// The environment variable that contains the token.
fn sent_variable<'c>(code: &Code<'c>, token: Token<'c>) -> Option<&'c str> {
    let Token::Value { file, value } = token else {
        return None;
    };
    let value = match value {
        Value::Joined { parts, .. } => parts.last()?,
        other => other,
    };
    variable(code, file, value)
}

fn variable<'c>(code: &Code<'c>, file: &'c SourceFile, value: &'c Value) -> Option<&'c str> {
    match code.definition(file, value) {
        Some((_, Value::Env { name, .. })) => Some(name),
        _ => None,
    }
}
