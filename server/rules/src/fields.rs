//! # Fields and options
//!
//! The names and options of fields, which workflow actions and app objects define alike.

pub mod duplicate_name;
pub mod duplicate_option;
pub mod enumeration_without_options;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &duplicate_name::REGISTERED,
    &duplicate_option::REGISTERED,
    &enumeration_without_options::REGISTERED,
];
