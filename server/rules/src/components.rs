//! # Components
//!
//! What all component files have in common: `uid`, `type`, `dependencies`, their folder, and the
//! components that a project can have together.

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

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &duplicate_component::REGISTERED,
    &duplicate_uid::REGISTERED,
    &invalid_uid::REGISTERED,
    &missing_app::REGISTERED,
    &nonstandard_type::REGISTERED,
    &not_a_component::REGISTERED,
    &reserved_dependency::REGISTERED,
    &reserved_uid::REGISTERED,
    &reserved_uid_collision::REGISTERED,
    &unknown_dependency::REGISTERED,
    &unknown_type::REGISTERED,
    &wrong_directory::REGISTERED,
];
