//! Domain knowledge below the rules, for rules, the editor's answers and the tools.

pub mod app_object_scopes;
pub mod called_urls;
pub mod changes;
pub mod code;
pub mod code_scopes;
pub mod compatibility;
pub mod components;
pub mod declared_names;
pub mod entrypoints;
pub mod file_context;
pub mod files;
pub mod legacy_units;
pub mod list_limit;
pub mod local_dependencies;
pub mod misnamed_files;
pub mod missing_api_scopes;
pub mod missing_scopes;
pub mod object_references;
pub mod placeholders;
pub mod platform;
pub mod profiles;
pub mod project_context;
pub mod related;
pub mod required_app;
pub mod rule_ids;
pub mod scopes;
pub mod secrets;
pub mod source_folder;
pub mod template;
pub mod theme_assets;
pub mod uids;
pub mod urls;

pub use file_context::FileContext;
pub use project_context::ProjectContext;
