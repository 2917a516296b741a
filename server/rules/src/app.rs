//! App.

pub mod empty_support_field;
pub mod flat_support_field;
pub mod incompatible_app;
pub mod invalid_support_email;
pub mod invalid_support_phone;
pub mod invalid_support_url;
pub mod local_support_url;
pub mod placeholder_support;
pub mod uncertain_app_compatibility;
pub mod untrimmed_name;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &empty_support_field::RULE,
    &flat_support_field::RULE,
    &incompatible_app::RULE,
    &invalid_support_email::RULE,
    &invalid_support_phone::RULE,
    &invalid_support_url::RULE,
    &local_support_url::RULE,
    &placeholder_support::RULE,
    &uncertain_app_compatibility::RULE,
    &untrimmed_name::RULE,
];
