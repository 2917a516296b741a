//! # outdated-property
//!
//! A property that HubSpot's templates dropped in an earlier platform version than the project's.
//!
//! ## Why it is wrong
//!
//! The templates of newer platform versions do without it, so most likely nothing reads it. HubSpot says no more about it.
//!
//! ## Example
//!
//! ```json
//! { "uid": "home", "type": "page", "config": { "entrypoint": "/app/pages/Home.tsx", "location": "home" } }
//! ```
//!
//! ## How to fix
//!
//! Remove it.
//!
//! ## Source
//!
//! The templates in github.com/HubSpot/hubspot-project-components at 2e41138: pages have `location` up to
//! 2026.03-beta.

use crate::rule;

rule! {
    file: "outdated_property.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    tag: Unnecessary,
    check: Schema,
}
