//! # Scopes
//!
//! The scopes that an app requests, compared with HubSpot's lists and with what its components
//! require.

pub mod client_credentials_scope;
mod coarse;
pub mod coarse_scope;
pub mod coarse_scope_in_marketplace;
pub mod deprecated_scope;
pub mod empty_required_scopes;
pub mod internal_scope;
pub mod malformed_scope;
pub mod missing_api_scope;
pub mod missing_card_scope;
pub mod missing_feature_scope;
pub mod missing_oauth_scope;
pub mod missing_scope;
pub mod misspelled_scope;
pub mod private_app_scope;
pub mod removed_scope;
pub mod scope_in_two_lists;
pub mod sensitive_scope;
pub mod sensitive_scope_in_marketplace;
pub mod tier_bound_required_scope;
pub mod unknown_scope;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &client_credentials_scope::REGISTERED,
    &coarse_scope::REGISTERED,
    &coarse_scope_in_marketplace::REGISTERED,
    &deprecated_scope::REGISTERED,
    &empty_required_scopes::REGISTERED,
    &internal_scope::REGISTERED,
    &malformed_scope::REGISTERED,
    &missing_api_scope::REGISTERED,
    &missing_card_scope::REGISTERED,
    &missing_feature_scope::REGISTERED,
    &missing_oauth_scope::REGISTERED,
    &missing_scope::REGISTERED,
    &misspelled_scope::REGISTERED,
    &private_app_scope::REGISTERED,
    &removed_scope::REGISTERED,
    &scope_in_two_lists::REGISTERED,
    &sensitive_scope::REGISTERED,
    &sensitive_scope_in_marketplace::REGISTERED,
    &tier_bound_required_scope::REGISTERED,
    &unknown_scope::REGISTERED,
];
