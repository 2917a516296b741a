//! Cms.

pub mod duplicate_theme_path;
pub mod missing_theme_folder;
pub mod missing_theme_marker;
pub mod unusual_cms_file_name;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &duplicate_theme_path::RULE,
    &missing_theme_folder::RULE,
    &missing_theme_marker::RULE,
    &unusual_cms_file_name::RULE,
];
