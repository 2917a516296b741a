//! What HubSpot accepts, as tables: file kinds, component types, platform versions, scopes, objects, limits,
//! environment variables, npm packages and what UI extensions can show.

mod api_versions;
mod app_object_scopes;
mod component;
mod html_elements;
mod kind;
mod limits;
mod npm;
mod objects;
mod scope_families;
mod scopes;
mod sdk;
mod sdk_locations;
mod variables;
mod version;

pub use api_versions::{
    ApiVersion, ApiVersionMatch, ApiVersionState, ApiVersions, EndKind, Successor,
    api_client_version, api_version, api_versions, is_dated,
};
pub use app_object_scopes::{
    AppObjectScope, app_object_scope, app_object_scopes, qualified_object, suggest_app_object_scope,
};
pub use component::{
    COMPONENTS, ComponentType, Spelling, internal_name, spelling, with_internal_name,
};
pub use html_elements::{HtmlElement, html_element};
pub use kind::{
    FileKind, LEGACY_FILES, LOCAL_JSON, MANIFEST, PACKAGE_JSON, SOURCE_ENDINGS, example_of,
    is_image, is_legacy_file, is_manifest, is_source, may_be_component, may_be_legacy_card,
    profile_name,
};
pub use limits::{CallLimit, call_limits};
pub use npm::NpmVersion;
pub use objects::{is_account_object, is_known_object, read_scopes, singular};
pub use scope_families::{
    Access, ApiScopes, FoundApi, Grade, ScopeFamily, api_client_access, api_client_path,
    api_scopes, is_alternative, longer_path_scopes,
};
pub use scopes::{Scope, ScopeStatus, equivalents, scope, scopes};
pub use sdk::{
    API_CLIENT, ESLINT_CONFIGS, ESLINT_PACKAGE, NewerSdk, PossibleVersions, SDK, SdkModule,
    SdkVersion, deprecated_export, is_newer_export, sdk_module, sdk_modules,
};
pub use sdk_locations::{card_location, location_of_type, locations_of_export};
pub use variables::is_given_variable;
pub use version::{
    NEWEST_STABLE, PlatformVersion, VERSIONS, VersionStatus, compare_versions, is_legacy,
    is_newer_release,
};
