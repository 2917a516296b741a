//! # Functions
//!
//! Serverless functions: their components, endpoints and secrets.

pub mod duplicate_endpoint;
pub mod functions_without_component;
pub mod invalid_secret_name;
pub mod reserved_secret_name;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &duplicate_endpoint::REGISTERED,
    &functions_without_component::REGISTERED,
    &invalid_secret_name::REGISTERED,
    &reserved_secret_name::REGISTERED,
];
