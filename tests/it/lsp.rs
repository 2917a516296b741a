//! The language server, spoken to as an editor does: in this process, and as a program of its own.

mod other_files;
mod changes;
mod client;
mod completion;
mod config;
mod documents;
mod hostile;
mod lifecycle;
mod links;
mod lenient;
mod parity;
mod requests;
mod robustness;
mod project_session;
mod typing;
mod uris;
