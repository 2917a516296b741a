//! The integration tests, one binary. `UPDATE_EXPECT=1 cargo test` rewrites what is generated or expected.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that panics has failed"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files"
)]
#![allow(unreachable_pub, reason = "nothing is exported from a test binary")]

mod agent_format;
mod assistants;
mod bad_input;
mod baseline;
mod changes;
mod changes_in_values;
mod changes_of_components;
mod checker;
mod cli;
mod compare;
mod config;
mod contributing;
mod docs;
mod editors;
mod examples;
mod fix;
mod fix_files;
mod fix_formats;
mod fixtures;
mod formats;
mod git_repository;
mod hostile;
mod ide_actions;
mod ide_case;
mod ide_code;
mod ide_completion;
mod ide_everywhere;
mod ide_hover;
mod ide_navigation;
mod ide_rename;
mod imported_schemas;
mod install_url;
mod language;
mod lsp;
mod marketplace;
mod mcp;
mod mcp_folders;
mod migrate_plan;
mod migrate_write;
mod migrating;
mod new_files;
mod official;
mod outlook;
mod output_paths;
mod packages;
mod picture;
mod planted;
#[path = "../properties/mod.rs"]
mod properties;
mod property_runs;
mod published;
mod renamed_rules;
mod scaffold;
mod schema_catalog;
mod schemas;
mod scopes;
mod sdk;
mod since;
mod since_hostile;
mod source_code;
mod stdin;
mod streaming;
mod style;
mod supply_chain;
mod support;
mod syntax;
mod vscode;
mod watch;
