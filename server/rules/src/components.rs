//! Components.

pub mod duplicate_component;
pub mod duplicate_uid;
pub mod invalid_uid;
pub mod missing_app;
pub mod nonstandard_type;
pub mod not_a_component;
pub mod reserved_dependency;
pub mod reserved_uid;
pub mod reserved_uid_collision;
pub mod unknown_dependency;
pub mod unknown_type;
pub mod wrong_directory;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &duplicate_component::RULE,
    &duplicate_uid::RULE,
    &invalid_uid::RULE,
    &missing_app::RULE,
    &nonstandard_type::RULE,
    &not_a_component::RULE,
    &reserved_dependency::RULE,
    &reserved_uid::RULE,
    &reserved_uid_collision::RULE,
    &unknown_dependency::RULE,
    &unknown_type::RULE,
    &wrong_directory::RULE,
];
