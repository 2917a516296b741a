//! Security.

pub mod account_api_key;
pub mod secret_in_config;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[&account_api_key::RULE, &secret_in_config::RULE];
