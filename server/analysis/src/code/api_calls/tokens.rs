//! The tokens that HubSpot's clients get after they were made: `client.setAccessToken(token)`.

use diagnostics::{RelPath, Span};
use project::source_file::SourceFile;
use source::Value;

use super::client::{self, Client};
use crate::code::Code;

const INTERCEPTOR: [&str; 3] = ["interceptors", "request", "use"];

/// The calls of `setAccessToken` in a project.
#[derive(Default)]
pub(in crate::code) struct SetTokens<'c> {
    of_clients: Vec<SetToken<'c>>,
    /// Whether there is one of a client that is not known, so that it may be any.
    may_be_of_any: bool,
    /// Whether something may add headers to the requests of `axios`: `axios.interceptors.request.use(…)`.
    pub(super) has_interceptor: bool,
}

struct SetToken<'c> {
    /// The file and the place of the client.
    client: (&'c RelPath, Span),
    file: &'c SourceFile,
    value: Option<&'c Value>,
}

/// What is set for a client.
pub(super) enum Set<'c> {
    Nothing,
    Value(&'c SourceFile, &'c Value),
    /// Several tokens, or maybe one.
    Unknown,
}

pub(in crate::code) fn find<'c>(code: &Code<'c>) -> SetTokens<'c> {
    let mut tokens = SetTokens::default();
    for file in code.sources() {
        for call in &file.facts.calls {
            let members: Vec<&str> = call.callee.members.iter().map(String::as_str).collect();
            if members.ends_with(&INTERCEPTOR) {
                tokens.has_interceptor = true;
            }
            if members.last() != Some(&"setAccessToken") {
                continue;
            }
            match client::of(code, file, &call.callee) {
                Some(client) => tokens.of_clients.push(SetToken {
                    client: (&client.file.path, client.instance.span),
                    file,
                    value: call.arguments.first(),
                }),
                None => tokens.may_be_of_any = true,
            }
        }
    }
    tokens
}

impl<'c> SetTokens<'c> {
    pub(super) fn of(&self, client: &Client<'c>) -> Set<'c> {
        if self.may_be_of_any {
            return Set::Unknown;
        }
        let client = (&client.file.path, client.instance.span);
        let mut set = Set::Nothing;
        for token in &self.of_clients {
            if token.client != client {
                continue;
            }
            set = match (set, token.value) {
                (Set::Nothing, Some(value)) => Set::Value(token.file, value),
                _ => return Set::Unknown,
            };
        }
        set
    }
}
