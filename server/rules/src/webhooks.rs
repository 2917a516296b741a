//! # Webhooks
//!
//! The subscriptions of an app.

pub mod app_limit_exceeded;
pub mod duplicate_subscription;
pub mod unused_property_name;
pub mod unwatchable_property;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &app_limit_exceeded::REGISTERED,
    &duplicate_subscription::REGISTERED,
    &unused_property_name::REGISTERED,
    &unwatchable_property::REGISTERED,
];
