//! The language server, spoken to as an editor does: in this process, and as a program of its own.

mod beside;
mod changes;
mod client;
mod config;
mod documents;
mod hostile;
mod lifecycle;
mod links;
mod loose;
mod parity;
mod requests;
mod robustness;
mod shop;
mod typing;
mod uris;
