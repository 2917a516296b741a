//! # outdated-property
//!
//! A property is no longer in HubSpot's templates for the platform version of the project.
//!
//! ## What it does
//!
//! Reports properties that the templates of an earlier platform version had and later ones do not.
//!
//! ## Why
//!
//! Most likely nothing reads the property anymore. HubSpot does not document it further.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/pages/home-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "home",
//!   "type": "page",
//!   "config": { "entrypoint": "/app/pages/Home.tsx", "location": "home" }
//! }
//! ```
//!
//! `src/app/pages/Home.tsx`
//!
//! ```tsx
//! export default function Home() {
//!   return null;
//! }
//! ```
//!
//! `src/app/pages/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! Good:
//!
//! `src/app/pages/home-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "home",
//!   "type": "page",
//!   "config": { "entrypoint": "/app/pages/Home.tsx" }
//! }
//! ```
//!
//! `src/app/pages/Home.tsx`
//!
//! ```tsx
//! export default function Home() {
//!   return null;
//! }
//! ```
//!
//! `src/app/pages/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! ## How to fix
//!
//! Remove the property.
//!
//! ## Source
//!
//! The templates at <https://github.com/HubSpot/hubspot-project-components>, commit 2e41138: pages
//! have `location` up to 2026.03-beta.

use crate::rule;

rule! {
    file: "outdated_property.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    tag: Unnecessary,
    check: Schema,
}
