//! The commands, one module each: arguments in, exit code out.

pub(crate) mod add;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod install_url;
pub(crate) mod man;
pub(crate) mod marketplace;
pub(crate) mod mcp;
pub(crate) mod migrate;
pub(crate) mod outlook;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod scopes;
