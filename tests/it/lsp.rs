//! The language server, spoken to as an editor does: in this process, and as a program of its own.

mod changes;
mod client;
mod completion;
mod config;
mod documents;
mod hostile;
mod lenient;
mod lifecycle;
mod links;
mod other_files;
mod parity;
mod project_session;
mod requests;
mod robustness;
mod typing;
mod uris;
