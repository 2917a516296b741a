//! # Properties and values
//!
//! The names, types and values of all properties, compared with the JSON Schemas.

pub mod invalid_value;
pub mod missing_property;
pub mod unexpected_property;
pub mod unexpected_top_level_property;
pub mod unknown_property;
pub mod wrong_case;
pub mod wrong_type;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &invalid_value::REGISTERED,
    &missing_property::REGISTERED,
    &unexpected_property::REGISTERED,
    &unexpected_top_level_property::REGISTERED,
    &unknown_property::REGISTERED,
    &wrong_case::REGISTERED,
    &wrong_type::REGISTERED,
];
