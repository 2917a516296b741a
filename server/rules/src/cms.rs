//! # Themes and CMS assets
//!
//! The folders and file names of themes and CMS assets.

pub mod duplicate_theme_path;
pub mod missing_theme_folder;
pub mod missing_theme_marker;
pub mod theme_without_component;
pub mod unusual_cms_file_name;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &duplicate_theme_path::REGISTERED,
    &missing_theme_folder::REGISTERED,
    &missing_theme_marker::REGISTERED,
    &theme_without_component::REGISTERED,
    &unusual_cms_file_name::REGISTERED,
];
