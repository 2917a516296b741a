//! # Secrets
//!
//! Secrets and keys that were pasted into a file.

pub mod account_api_key;
pub mod secret_in_config;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] =
    &[&account_api_key::REGISTERED, &secret_in_config::REGISTERED];
