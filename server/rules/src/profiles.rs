//! Profiles.

pub mod duplicate_account;
pub mod fractional_profile_number;
pub mod ignored_variables;
pub mod invalid_account_id;
pub mod invalid_profile_value;
pub mod misplaced_profile;
pub mod placeholder_not_replaced;
pub mod undefined_variable;
pub mod unusable_variable_name;
pub mod unused_variable;
pub mod unusual_profile_name;
pub mod variable_with_ignored_profile;
pub mod variable_without_profile;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &duplicate_account::RULE,
    &fractional_profile_number::RULE,
    &ignored_variables::RULE,
    &invalid_account_id::RULE,
    &invalid_profile_value::RULE,
    &misplaced_profile::RULE,
    &placeholder_not_replaced::RULE,
    &undefined_variable::RULE,
    &unusable_variable_name::RULE,
    &unused_variable::RULE,
    &unusual_profile_name::RULE,
    &variable_with_ignored_profile::RULE,
    &variable_without_profile::RULE,
];
