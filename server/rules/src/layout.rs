//! # Project layout
//!
//! Where files are, what they are called, and whether HubSpot reads them: `hsproject.json`, the
//! source folder, `.hsignore`, links, and files of the layout before 2025.2.

pub mod empty_src_dir;
pub mod file_outside_src_dir;
pub mod ignored_file;
pub mod ignored_property;
pub mod inside_node_modules;
pub mod legacy_content;
pub mod legacy_file;
pub mod missing_hsmeta_suffix;
pub mod missing_hsproject;
pub mod near_miss_file_name;
pub mod nested_project;
pub mod no_components;
pub mod skipped_file;
pub mod skipped_link;
pub mod src_dir_not_a_folder;
pub mod src_dir_not_found;
pub mod src_dir_outside_project;
pub mod windows_separator;
pub mod wrong_path_case;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &empty_src_dir::REGISTERED,
    &file_outside_src_dir::REGISTERED,
    &ignored_file::REGISTERED,
    &ignored_property::REGISTERED,
    &inside_node_modules::REGISTERED,
    &legacy_content::REGISTERED,
    &legacy_file::REGISTERED,
    &missing_hsmeta_suffix::REGISTERED,
    &missing_hsproject::REGISTERED,
    &near_miss_file_name::REGISTERED,
    &nested_project::REGISTERED,
    &no_components::REGISTERED,
    &skipped_file::REGISTERED,
    &skipped_link::REGISTERED,
    &src_dir_not_a_folder::REGISTERED,
    &src_dir_not_found::REGISTERED,
    &src_dir_outside_project::REGISTERED,
    &windows_separator::REGISTERED,
    &wrong_path_case::REGISTERED,
];
