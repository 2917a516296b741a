//! Ui extensions.

pub mod entrypoint_not_built;
pub mod entrypoint_outside_folder;
pub mod helpdesk_without_tickets;
pub mod missing_entrypoint;
pub mod missing_image;
pub mod undocumented_entrypoint_type;
pub mod unsupported_entrypoint_type;
pub mod unsupported_preview_image;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &entrypoint_not_built::RULE,
    &entrypoint_outside_folder::RULE,
    &helpdesk_without_tickets::RULE,
    &missing_entrypoint::RULE,
    &missing_image::RULE,
    &undocumented_entrypoint_type::RULE,
    &unsupported_entrypoint_type::RULE,
    &unsupported_preview_image::RULE,
];
