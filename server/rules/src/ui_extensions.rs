//! # UI extensions
//!
//! The entrypoints, images and locations of cards, pages and settings.

pub mod entrypoint_not_built;
pub mod entrypoint_outside_folder;
pub mod helpdesk_without_tickets;
pub mod missing_entrypoint;
pub mod missing_image;
pub mod undocumented_entrypoint_type;
pub mod unsupported_entrypoint_type;
pub mod unsupported_preview_image;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &entrypoint_not_built::REGISTERED,
    &entrypoint_outside_folder::REGISTERED,
    &helpdesk_without_tickets::REGISTERED,
    &missing_entrypoint::REGISTERED,
    &missing_image::REGISTERED,
    &undocumented_entrypoint_type::REGISTERED,
    &unsupported_entrypoint_type::REGISTERED,
    &unsupported_preview_image::REGISTERED,
];
