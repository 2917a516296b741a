//! The Model Context Protocol over lines of bytes, without I/O and without knowledge of the tools: messages in, messages out.
//!
//! Two lifecycles are served at once: that of 2026-07-28, in which each request says its revision, and that of the revisions
//! before it, which begin with `initialize`. docs/decisions/0028-mcp.md says why no library is used.

mod answer;
mod host;
mod lines;
mod message;
mod methods;
mod protocol;
mod roots;
mod server;

#[cfg(test)]
mod tests;

pub use host::{Content, Host, Resource, Resources, Roots, ToolAnswer};
pub use lines::{Input, Lines};
pub use server::Server;
