//! # Local development
//!
//! `local.json`, which tells the local development server where to send requests.

pub mod invalid_proxy_target;
pub mod invalid_proxy_url;
pub mod unpermitted_proxy;
pub mod unusable_local_json;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &invalid_proxy_target::REGISTERED,
    &invalid_proxy_url::REGISTERED,
    &unpermitted_proxy::REGISTERED,
    &unusable_local_json::REGISTERED,
];
