//! # Packages
//!
//! The `package.json` files of UI extensions and functions.

pub mod broken_local_dependency;
pub mod incompatible_sdk_range;
pub mod invalid_package_json;
pub mod missing_functions_package;
pub mod missing_package;
pub mod unbuilt_local_dependency;
pub mod unsupported_react;

use crate::Registered;
use diagnostics::RelPath;
use project::index::Index;
use project::sources::Runtime;

/// Whether a `package.json` is in a folder with UI extensions that HubSpot reads.
fn is_of_ui_extensions(index: &Index<'_>, package: &RelPath) -> bool {
    let is_read = index.packages.iter().any(|(path, _)| *path == package);
    is_read
        && !index.is_nested(package)
        && index.components.iter().any(|component| {
            component.path.folder() == package.folder()
                && Runtime::of(component.facts) == Some(Runtime::Ui)
        })
}

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &broken_local_dependency::REGISTERED,
    &incompatible_sdk_range::REGISTERED,
    &invalid_package_json::REGISTERED,
    &missing_functions_package::REGISTERED,
    &missing_package::REGISTERED,
    &unbuilt_local_dependency::REGISTERED,
    &unsupported_react::REGISTERED,
];
