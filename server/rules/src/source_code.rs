//! # Source code
//!
//! JavaScript and TypeScript that the entrypoints of components reach, compared with the
//! configuration of the project. What is not known without running the code is not reported.

mod literal;
mod missing_secret;
mod permitted_urls;

pub mod defaulted_secret;
pub mod invalid_fetch;
pub mod missing_extend_call;
pub mod missing_function_handler;
pub mod secret_in_source;
pub mod undeclared_secret;
pub mod unknown_serverless_function;
pub mod unpermitted_fetch;
pub mod unpermitted_iframe;
pub mod unpermitted_image;
pub mod unreferenced_extension;
pub mod unsupported_send_response;
pub mod unused_secret;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &defaulted_secret::REGISTERED,
    &invalid_fetch::REGISTERED,
    &missing_extend_call::REGISTERED,
    &missing_function_handler::REGISTERED,
    &secret_in_source::REGISTERED,
    &undeclared_secret::REGISTERED,
    &unknown_serverless_function::REGISTERED,
    &unpermitted_fetch::REGISTERED,
    &unpermitted_iframe::REGISTERED,
    &unpermitted_image::REGISTERED,
    &unreferenced_extension::REGISTERED,
    &unsupported_send_response::REGISTERED,
    &unused_secret::REGISTERED,
];
