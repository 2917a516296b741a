//! Functions.

pub mod duplicate_endpoint;
pub mod functions_without_component;
pub mod invalid_secret_name;
pub mod reserved_secret_name;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &duplicate_endpoint::RULE,
    &functions_without_component::RULE,
    &invalid_secret_name::RULE,
    &reserved_secret_name::RULE,
];
