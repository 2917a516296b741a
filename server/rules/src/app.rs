//! # Apps
//!
//! The name, the support details and the kind of an app.

pub mod brand_name;
pub mod empty_support_field;
pub mod flat_support_field;
pub mod incompatible_app;
pub mod invalid_support_email;
pub mod invalid_support_phone;
pub mod invalid_support_url;
pub mod local_support_url;
pub mod long_support_url;
pub mod placeholder_support;
pub mod uncertain_app_compatibility;
pub mod untrimmed_name;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &brand_name::REGISTERED,
    &empty_support_field::REGISTERED,
    &flat_support_field::REGISTERED,
    &incompatible_app::REGISTERED,
    &invalid_support_email::REGISTERED,
    &invalid_support_phone::REGISTERED,
    &invalid_support_url::REGISTERED,
    &local_support_url::REGISTERED,
    &long_support_url::REGISTERED,
    &placeholder_support::REGISTERED,
    &uncertain_app_compatibility::REGISTERED,
    &untrimmed_name::REGISTERED,
];
