//! Tools besides the check: new projects and components, install URLs, and the topics of `hsmeta explain`.

pub mod install_url;
pub mod scaffold;
pub mod topics;
