//! # Changes since a git ref
//!
//! What the next deploy changes for accounts that use the app: `hsmeta check --since REF` and
//! `hsmeta changes REF` compare the project with what it was at REF, which has to be what is
//! deployed. Editors do not report these. Here, an error is a change that is documented as refused
//! or irreversible.

pub mod added_required_scope;
pub mod changed_action_field;
pub mod changed_app_uid;
pub mod changed_auth_type;
pub mod changed_card_placement;
pub mod changed_endpoint;
pub mod changed_endpoint_path;
pub mod changed_object_property;
pub mod changed_project_name;
pub mod changed_user_level;
mod distribution;
pub mod distribution_to_marketplace;
pub mod distribution_to_private;
pub mod dropped_scope;
pub mod event_before_first_deploy;
mod fields;
mod hosts;
pub mod immutable_property;
pub mod lowered_platform_version;
pub mod moved_scope;
pub mod raised_platform_version;
pub mod removed_card;
pub mod removed_component;
pub mod removed_event_property;
pub mod removed_function;
pub mod removed_permitted_url;
pub mod removed_redirect_url;
pub mod removed_subscription;
pub mod renamed_uid;
mod scopes;
mod uids;
pub mod unpublished_action;
mod versions;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &added_required_scope::REGISTERED,
    &changed_action_field::REGISTERED,
    &changed_app_uid::REGISTERED,
    &changed_auth_type::REGISTERED,
    &changed_card_placement::REGISTERED,
    &changed_endpoint::REGISTERED,
    &changed_endpoint_path::REGISTERED,
    &changed_object_property::REGISTERED,
    &changed_project_name::REGISTERED,
    &changed_user_level::REGISTERED,
    &distribution_to_marketplace::REGISTERED,
    &distribution_to_private::REGISTERED,
    &dropped_scope::REGISTERED,
    &event_before_first_deploy::REGISTERED,
    &immutable_property::REGISTERED,
    &lowered_platform_version::REGISTERED,
    &moved_scope::REGISTERED,
    &raised_platform_version::REGISTERED,
    &removed_card::REGISTERED,
    &removed_component::REGISTERED,
    &removed_event_property::REGISTERED,
    &removed_function::REGISTERED,
    &removed_permitted_url::REGISTERED,
    &removed_redirect_url::REGISTERED,
    &removed_subscription::REGISTERED,
    &renamed_uid::REGISTERED,
    &unpublished_action::REGISTERED,
];
