//! Local development.

pub mod invalid_proxy_target;
pub mod invalid_proxy_url;
pub mod unpermitted_proxy;
pub mod unusable_local_json;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &invalid_proxy_target::RULE,
    &invalid_proxy_url::RULE,
    &unpermitted_proxy::RULE,
    &unusable_local_json::RULE,
];
