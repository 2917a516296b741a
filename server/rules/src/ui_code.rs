//! # Code of UI extensions
//!
//! JavaScript and TypeScript of cards, pages, settings pages and bulk actions, which run in a web worker of
//! HubSpot: what the worker does not have, and what the build does not accept.

mod imports;
#[cfg(test)]
mod snippets;

pub mod experimental_import;
pub mod html_element;
pub mod invalid_image_source;
pub mod misplaced_sdk_import;
pub mod parent_import;
pub mod unavailable_component;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &experimental_import::REGISTERED,
    &html_element::REGISTERED,
    &invalid_image_source::REGISTERED,
    &misplaced_sdk_import::REGISTERED,
    &parent_import::REGISTERED,
    &unavailable_component::REGISTERED,
];
