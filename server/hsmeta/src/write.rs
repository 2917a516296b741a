//! Replaces files, the only module that does: atomically, by a rename. `replace` is for the files of projects, `atomically`
//! for those that the user has named to be written.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this module is the one that writes"
)]

mod atomically;
mod replace;

pub(crate) use atomically::atomically;
pub(crate) use replace::{Change, ReplaceError, remove, replace};

/// A temporary file, to be created in the folder of the file that it replaces. It remains if the process is killed, so it
/// has a name that HubSpot ignores.
pub(crate) fn temporary_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hsmeta-").suffix(".tmp");
    builder
}
