//! Packages.

pub mod broken_local_dependency;
pub mod invalid_package_json;
pub mod missing_functions_package;
pub mod missing_package;
pub mod unbuilt_local_dependency;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &broken_local_dependency::RULE,
    &invalid_package_json::RULE,
    &missing_functions_package::RULE,
    &missing_package::RULE,
    &unbuilt_local_dependency::RULE,
];
