//! Properties that hold for any input. `tests/it/property_runs.rs` runs them over the recorded inputs in `fuzz/corpus` and
//! over mutations of these, the fuzzers in `fuzz` over generated inputs.
//!
//! A property is a function of bytes that panics if it does not hold. It must not access the disk.
#![allow(unreachable_pub, reason = "this is also the library of the fuzzers")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a property that panics does not hold"
)]

pub mod agent;
pub mod check;
pub mod config;
pub mod edits;
pub mod fix;
pub mod ide;
pub mod lsp;
pub mod mcp;
pub mod official;
pub mod project;
pub mod report;
pub mod schema;
pub mod schema_import;
pub mod source;
pub mod syntax;

/// Panics if it does not hold for these bytes.
pub type Property = fn(&[u8]);

/// Every property by its name, which is also that of its fuzzer and of the folder with its corpus.
pub const ALL: &[(&str, Property)] = &[
    ("check", check::holds),
    ("config", config::holds),
    ("edits", edits::holds),
    ("fix", fix::holds),
    ("ide", ide::holds),
    ("lsp", lsp::holds),
    ("mcp", mcp::holds),
    ("official", official::holds),
    ("report", report::holds),
    ("schema", schema::holds),
    ("schema_import", schema_import::holds),
    ("source", source::holds),
    ("syntax", syntax::holds),
];
