//! # Authentication and distribution
//!
//! Whether the authentication, the distribution, the redirect URLs and the scopes of an app fit
//! each other.

pub mod redirect_urls_with_static_auth;
pub mod scopes_with_static_auth;
pub mod static_auth_with_marketplace;
pub mod undocumented_auth_type;
pub mod user_level_without_oauth;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &redirect_urls_with_static_auth::REGISTERED,
    &scopes_with_static_auth::REGISTERED,
    &static_auth_with_marketplace::REGISTERED,
    &undocumented_auth_type::REGISTERED,
    &user_level_without_oauth::REGISTERED,
];
