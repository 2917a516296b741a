//! Webhooks.

pub mod app_limit_exceeded;
pub mod duplicate_subscription;
pub mod unused_property_name;
pub mod unwatchable_property;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &app_limit_exceeded::RULE,
    &duplicate_subscription::RULE,
    &unused_property_name::RULE,
    &unwatchable_property::RULE,
];
