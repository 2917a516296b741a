//! Tools besides the check: new projects and components, install URLs, the scopes of an app, what ends, the requirements of
//! the marketplace, HubSpot's own schemas, and the topics of `hsmeta explain`.

pub mod install_url;
pub mod marketplace;
pub mod outlook;
mod places;
pub mod scaffold;
pub mod schema_diff;
pub mod schema_import;
pub mod scopes;
pub mod topics;
