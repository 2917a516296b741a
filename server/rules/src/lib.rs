//! The rules, by subject, and the check that runs them.
//!
//! A rule is a function from a file or from the facts of a project to diagnostics. It reads no file,
//! no clock, no environment, and not what another rule reported.

mod registry;

pub mod api_versions;
pub mod app;
pub mod app_objects;
pub mod auth;
pub mod changes;
pub mod check;
pub mod cms;
pub mod components;
pub mod configuration;
pub mod fields;
pub mod functions;
pub mod json;
pub mod layout;
pub mod local_development;
pub mod packages;
pub mod platform_version;
pub mod profiles;
pub mod properties;
pub mod renamed;
pub mod scopes;
pub mod security;
pub mod source_code;
pub mod ui_code;
pub mod ui_extensions;
pub mod urls;
pub mod validate;
pub mod webhooks;
pub mod workflow_actions;

pub use configuration::context::ConfigCx;
pub use diagnostics::{Rule, Tag};
pub use registry::{
    Check, Diagnostics, Fixes, Registered, Subject, all, all_registered, named, page_of,
    registered, subjects,
};
pub(crate) use registry::{checks, checks_of, rule};
