//! Tools besides the check: new projects and components, install URLs, the scopes of an app, what ends, the requirements of the marketplace, and the topics of `hsmeta explain`.

pub mod install_url;
pub mod marketplace;
pub mod outlook;
mod places;
pub mod scaffold;
pub mod scopes;
pub mod topics;
