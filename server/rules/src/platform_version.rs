//! # Platform version
//!
//! `platformVersion` in `hsproject.json`, and what requires a newer one.

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
pub mod unusable_imported_schema;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &beta_platform_version::REGISTERED,
    &component_needs_newer_platform::REGISTERED,
    &expiring_platform_version::REGISTERED,
    &functions_need_newer_platform::REGISTERED,
    &needs_newer_platform::REGISTERED,
    &newer_platform_version::REGISTERED,
    &outdated_property::REGISTERED,
    &profile_needs_newer_platform::REGISTERED,
    &superseded_platform_version::REGISTERED,
    &unknown_platform_version::REGISTERED,
    &unreleased_platform_version::REGISTERED,
    &unsupported_platform_version::REGISTERED,
    &unusable_imported_schema::REGISTERED,
];
