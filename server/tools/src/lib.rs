//! Tools beside the check: new projects and components, and install URLs.

pub mod install_url;
pub mod scaffold;
pub mod topics;
