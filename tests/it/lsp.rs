//! The language server with a client like that of an editor, in this process and in a separate one.

mod changes;
mod client;
mod completion;
mod config;
mod conversion;
mod disk;
mod documents;
mod hostile;
mod lenient;
mod lifecycle;
mod links;
mod names_in_code;
mod other_files;
mod parity;
mod project_session;
mod requests;
mod robustness;
mod sources;
mod typing;
mod uris;
