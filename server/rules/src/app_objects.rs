//! App objects.

pub mod association_without_app_object;
pub mod calculation_mismatch;
pub mod conflicting_event_targets;
pub mod incompatible_field_type;
pub mod soft_limit_exceeded;
pub mod unknown_associated_object;
pub mod unknown_event_property;
pub mod unknown_object_property;
pub mod unknown_object_type;
pub mod unknown_property_group;
pub mod unusual_object_name;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &association_without_app_object::RULE,
    &calculation_mismatch::RULE,
    &conflicting_event_targets::RULE,
    &incompatible_field_type::RULE,
    &soft_limit_exceeded::RULE,
    &unknown_associated_object::RULE,
    &unknown_event_property::RULE,
    &unknown_object_property::RULE,
    &unknown_object_type::RULE,
    &unknown_property_group::RULE,
    &unusual_object_name::RULE,
];
