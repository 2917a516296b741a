//! # Source code
//!
//! JavaScript and TypeScript that the entrypoints of components reach, compared with the
//! configuration of the project. What is not known without running the code is not reported.

pub mod defaulted_secret;
pub mod missing_function_handler;
mod missing_secret;
pub mod secret_in_source;
pub mod undeclared_secret;
pub mod unpermitted_fetch;
pub mod unsupported_send_response;
pub mod unused_secret;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &defaulted_secret::REGISTERED,
    &missing_function_handler::REGISTERED,
    &secret_in_source::REGISTERED,
    &undeclared_secret::REGISTERED,
    &unpermitted_fetch::REGISTERED,
    &unsupported_send_response::REGISTERED,
    &unused_secret::REGISTERED,
];
