//! Urls.

pub mod duplicate_entry;
pub mod invalid_permitted_url;
pub mod invalid_redirect_url;
pub mod localhost_only_redirects;
pub mod localhost_permitted_url;
pub mod placeholder_permitted_url;
pub mod placeholder_url;
pub mod redirect_url_ip_address;
pub mod temporary_tunnel_url;
pub mod unreachable_url;
pub mod unusual_permitted_url;
pub mod unusual_redirect_url;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &duplicate_entry::RULE,
    &invalid_permitted_url::RULE,
    &invalid_redirect_url::RULE,
    &localhost_only_redirects::RULE,
    &localhost_permitted_url::RULE,
    &placeholder_permitted_url::RULE,
    &placeholder_url::RULE,
    &redirect_url_ip_address::RULE,
    &temporary_tunnel_url::RULE,
    &unreachable_url::RULE,
    &unusual_permitted_url::RULE,
    &unusual_redirect_url::RULE,
];
