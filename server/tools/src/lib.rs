//! Tools besides the check: new projects and components, install URLs, the scopes of an app, and the topics of `hsmeta explain`.

pub mod install_url;
pub mod outlook;
mod places;
pub mod scaffold;
pub mod scopes;
pub mod topics;
