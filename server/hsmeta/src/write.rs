//! Replaces files, the only module that does: as a whole, by a rename, or not at all. Whoever reads one at any moment, or
//! after the process was killed at any moment, finds the old text or the new one. `replace` is for the files of projects,
//! which are not ours; `whole` for those that the user has named to be written.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this module is the one that writes"
)]

mod replace;
mod whole;

pub(super) use replace::{Change, replace};
pub(super) use whole::atomically;

/// How a new file begins: beside its place, for it cannot be moved from elsewhere, with a dot and as none that HubSpot
/// reads, because it stays behind when the process is killed.
pub(super) fn beside() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hsmeta-").suffix(".tmp");
    builder
}
