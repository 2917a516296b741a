//! A serverless function of an app (`type: "app-function"`).

use syntax::{Member, Value};

/// A function that HubSpot runs.
#[derive(Clone, Copy)]
pub struct AppFunction<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> AppFunction<'a> {
    /// `secretKeys`: the names of the secrets that the function reads.
    pub fn secret_names(&self) -> Option<Member<'a>> {
        self.config.member("secretKeys")
    }
}
