//! # App objects, events and associations
//!
//! The properties of app objects and app events, and the object types that components name.

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

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &association_without_app_object::REGISTERED,
    &calculation_mismatch::REGISTERED,
    &conflicting_event_targets::REGISTERED,
    &incompatible_field_type::REGISTERED,
    &soft_limit_exceeded::REGISTERED,
    &unknown_associated_object::REGISTERED,
    &unknown_event_property::REGISTERED,
    &unknown_object_property::REGISTERED,
    &unknown_object_type::REGISTERED,
    &unknown_property_group::REGISTERED,
    &unusual_object_name::REGISTERED,
];
