//! Layout.

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

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &empty_src_dir::RULE,
    &file_outside_src_dir::RULE,
    &ignored_file::RULE,
    &ignored_property::RULE,
    &inside_node_modules::RULE,
    &legacy_content::RULE,
    &legacy_file::RULE,
    &missing_hsmeta_suffix::RULE,
    &missing_hsproject::RULE,
    &near_miss_file_name::RULE,
    &nested_project::RULE,
    &no_components::RULE,
    &skipped_file::RULE,
    &skipped_link::RULE,
    &src_dir_not_a_folder::RULE,
    &src_dir_not_found::RULE,
    &src_dir_outside_project::RULE,
    &windows_separator::RULE,
    &wrong_path_case::RULE,
];
