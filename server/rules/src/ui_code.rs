//! # Code of UI extensions
//!
//! JavaScript and TypeScript of cards, pages, settings pages and bulk actions, which run in a web
//! worker of HubSpot: what the worker does not have, and what the build does not accept.

mod globals;

pub mod browser_dialog;
pub mod browser_storage;
pub mod dom_access;
pub mod native_http;
pub mod require_call;
pub mod restricted_console;
pub mod restricted_global;
pub mod unknown_meta_env;

#[cfg(test)]
mod tests;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &browser_dialog::REGISTERED,
    &browser_storage::REGISTERED,
    &dom_access::REGISTERED,
    &native_http::REGISTERED,
    &require_call::REGISTERED,
    &restricted_console::REGISTERED,
    &restricted_global::REGISTERED,
    &unknown_meta_env::REGISTERED,
];
