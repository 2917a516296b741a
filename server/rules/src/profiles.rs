//! # Profiles
//!
//! Profiles (`hsprofile.<name>.json`), their variables, and the placeholders that use them.

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

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &duplicate_account::REGISTERED,
    &fractional_profile_number::REGISTERED,
    &ignored_variables::REGISTERED,
    &invalid_account_id::REGISTERED,
    &invalid_profile_value::REGISTERED,
    &misplaced_profile::REGISTERED,
    &placeholder_not_replaced::REGISTERED,
    &undefined_variable::REGISTERED,
    &unusable_variable_name::REGISTERED,
    &unused_variable::REGISTERED,
    &unusual_profile_name::REGISTERED,
    &variable_with_ignored_profile::REGISTERED,
    &variable_without_profile::REGISTERED,
];
