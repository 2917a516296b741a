//! # Configuration of hsmeta
//!
//! `hsmeta.toml`: rules, profiles and ignores.

pub mod context;
pub mod invalid_config;
pub mod misplaced_config;
pub mod missing_ignore_reason;
pub mod unknown_config_key;
pub mod unknown_profile;
pub mod unknown_rule;
pub mod unused_ignore;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &invalid_config::REGISTERED,
    &misplaced_config::REGISTERED,
    &missing_ignore_reason::REGISTERED,
    &unknown_config_key::REGISTERED,
    &unknown_profile::REGISTERED,
    &unknown_rule::REGISTERED,
    &unused_ignore::REGISTERED,
];
