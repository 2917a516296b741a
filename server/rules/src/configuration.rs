//! Configuration.

pub mod context;
pub mod invalid_config;
pub mod misplaced_config;
pub mod missing_ignore_reason;
pub mod unknown_config_key;
pub mod unknown_profile;
pub mod unknown_rule;
pub mod unused_ignore;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &invalid_config::RULE,
    &misplaced_config::RULE,
    &missing_ignore_reason::RULE,
    &unknown_config_key::RULE,
    &unknown_profile::RULE,
    &unknown_rule::RULE,
    &unused_ignore::RULE,
];
