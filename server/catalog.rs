//! What HubSpot accepts, as data: file kinds, component types, platform versions and schemas. No file of a user is
//! ever looked at here but through the tree of `syntax`, and nothing here fails.

mod app_object_scopes;
mod component;
mod instance;
mod kind;
mod limits;
mod objects;
mod quick;
mod schema;
mod scopes;
mod shape;
mod subschemas;
mod version;
mod walk;

pub use app_object_scopes::{
    app_object_scope, app_object_scope_meant, app_object_scopes, qualified_object,
};
pub use component::{COMPONENTS, ComponentType, Spelling, spelling};
pub use instance::TreeJson;
pub use kind::{FileKind, is_image};
pub(crate) use kind::{LOCAL, PACKAGE, example_of, may_be_component, profile_name};
pub use limits::{CallLimit, call_limits};
pub use objects::{is_known_object, is_of_account, read_scopes, singular};
pub use schema::{Node, Schema, description, known_values, schema, schemas, texts, to_json};
pub use scopes::{Scope, ScopeStatus, equivalents, scope, scopes};
pub use shape::{Mark, replaces};
pub use subschemas::{Known, Subschemas};
pub use version::{
    NEWEST_STABLE, PlatformVersion, Status, VERSIONS, is_legacy, is_newer_release, order,
};
pub use walk::{Visit, visit_at, walk, walk_to};
