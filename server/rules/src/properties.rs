//! Properties.

pub mod invalid_value;
pub mod missing_property;
pub mod unexpected_top_level_property;
pub mod unknown_property;
pub mod wrong_case;
pub mod wrong_type;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &invalid_value::RULE,
    &missing_property::RULE,
    &unexpected_top_level_property::RULE,
    &unknown_property::RULE,
    &wrong_case::RULE,
    &wrong_type::RULE,
];
