//! Auth.

pub mod redirect_urls_with_static_auth;
pub mod scopes_with_static_auth;
pub mod static_auth_with_marketplace;
pub mod undocumented_auth_type;
pub mod user_level_without_oauth;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &redirect_urls_with_static_auth::RULE,
    &scopes_with_static_auth::RULE,
    &static_auth_with_marketplace::RULE,
    &undocumented_auth_type::RULE,
    &user_level_without_oauth::RULE,
];
