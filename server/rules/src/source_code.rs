//! # Source code
//!
//! JavaScript and TypeScript that the entrypoints of components reach, compared with the
//! configuration of the project. What is not known without running the code is not reported.

mod literal;
mod permitted_urls;

pub mod invalid_fetch;
pub mod missing_extend_call;
pub mod unknown_serverless_function;
pub mod unpermitted_fetch;
pub mod unpermitted_iframe;
pub mod unpermitted_image;
pub mod unreferenced_extension;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &invalid_fetch::REGISTERED,
    &missing_extend_call::REGISTERED,
    &unknown_serverless_function::REGISTERED,
    &unpermitted_fetch::REGISTERED,
    &unpermitted_iframe::REGISTERED,
    &unpermitted_image::REGISTERED,
    &unreferenced_extension::REGISTERED,
];
