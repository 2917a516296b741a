//! Plans of whole projects: recorded ones, and random ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that panics has failed"
)]
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

mod check;
mod compare;
mod fixtures;
mod hostile;
mod random;
mod sound;
mod tables;
mod tree;
