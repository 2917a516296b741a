//! # Packages
//!
//! The `package.json` files of UI extensions and functions.

pub mod broken_local_dependency;
pub mod invalid_package_json;
pub mod missing_functions_package;
pub mod missing_package;
pub mod unbuilt_local_dependency;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &broken_local_dependency::REGISTERED,
    &invalid_package_json::REGISTERED,
    &missing_functions_package::REGISTERED,
    &missing_package::REGISTERED,
    &unbuilt_local_dependency::REGISTERED,
];
