//! # URLs
//!
//! Redirect URLs, permitted URLs, and the URLs that HubSpot calls: of webhooks, workflow actions
//! and option lists.

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

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &duplicate_entry::REGISTERED,
    &invalid_permitted_url::REGISTERED,
    &invalid_redirect_url::REGISTERED,
    &localhost_only_redirects::REGISTERED,
    &localhost_permitted_url::REGISTERED,
    &placeholder_permitted_url::REGISTERED,
    &placeholder_url::REGISTERED,
    &redirect_url_ip_address::REGISTERED,
    &temporary_tunnel_url::REGISTERED,
    &unreachable_url::REGISTERED,
    &unusual_permitted_url::REGISTERED,
    &unusual_redirect_url::REGISTERED,
];
