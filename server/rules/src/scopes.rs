//! Scopes.

pub mod client_credentials_scope;
pub mod deprecated_scope;
pub mod empty_required_scopes;
pub mod internal_scope;
pub mod malformed_scope;
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
pub mod unknown_scope;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &client_credentials_scope::RULE,
    &deprecated_scope::RULE,
    &empty_required_scopes::RULE,
    &internal_scope::RULE,
    &malformed_scope::RULE,
    &missing_card_scope::RULE,
    &missing_feature_scope::RULE,
    &missing_oauth_scope::RULE,
    &missing_scope::RULE,
    &misspelled_scope::RULE,
    &private_app_scope::RULE,
    &removed_scope::RULE,
    &scope_in_two_lists::RULE,
    &sensitive_scope::RULE,
    &sensitive_scope_in_marketplace::RULE,
    &unknown_scope::RULE,
];
