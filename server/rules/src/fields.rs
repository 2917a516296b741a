//! Fields.

pub mod duplicate_name;
pub mod duplicate_option;
pub mod enumeration_without_options;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &duplicate_name::RULE,
    &duplicate_option::RULE,
    &enumeration_without_options::RULE,
];
