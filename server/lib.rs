//! hsmeta: finds mistakes in HubSpot developer projects.
//!
//! Text becomes a [`project::document::Document`]: a JSON tree with byte spans, and the facts that other files need.
//! Documents live in a [`project::Project`]. [`rules`] are functions from a document or a project to
//! [`diagnostic::Diagnostic`]s. [`check::check`] runs them all; the command line prints what it returns.
//!
//! A module imports only what stands above it in this list; `tests/it/layers.rs` holds every file to that.
#![forbid(unsafe_code)]

// So that tests in here can share what tests and fuzzers outside use.
#[cfg(test)]
extern crate self as hsmeta;

pub mod words;
pub mod text;
pub mod path;
pub mod diagnostic;
pub mod syntax;
pub mod secrets;
pub mod catalog;
pub mod project;
pub mod rules;
pub mod validate;
pub mod check;
pub mod fix;
pub mod scaffold;
pub mod install;
pub mod ide;
pub mod lsp;
pub mod cli;
