//! Platform version.

pub mod beta_platform_version;
pub mod component_needs_newer_platform;
pub mod expiring_platform_version;
pub mod functions_need_newer_platform;
pub mod needs_newer_platform;
pub mod newer_platform_version;
pub mod outdated_property;
pub mod profile_needs_newer_platform;
pub mod superseded_platform_version;
pub mod unknown_platform_version;
pub mod unreleased_platform_version;
pub mod unsupported_platform_version;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &beta_platform_version::RULE,
    &component_needs_newer_platform::RULE,
    &expiring_platform_version::RULE,
    &functions_need_newer_platform::RULE,
    &needs_newer_platform::RULE,
    &newer_platform_version::RULE,
    &outdated_property::RULE,
    &profile_needs_newer_platform::RULE,
    &superseded_platform_version::RULE,
    &unknown_platform_version::RULE,
    &unreleased_platform_version::RULE,
    &unsupported_platform_version::RULE,
];
