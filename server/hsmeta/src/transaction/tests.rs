//! Runs that fail, or end, at each of their steps.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod failures;
mod refusals;
mod tree;

use std::cell::Cell;
use std::io;

/// Which system call of a test fails.
#[derive(Default)]
pub(super) struct Failure {
    at: Cell<Option<usize>>,
    /// Whether all later ones fail too, as if the process had been killed.
    is_final: Cell<bool>,
    steps: Cell<usize>,
}

impl Failure {
    pub(super) fn step(&self) -> io::Result<()> {
        let step = self.steps.get();
        self.steps.set(step + 1);
        match self.at.get() {
            Some(at) if step == at || (self.is_final.get() && step > at) => {
                Err(io::Error::from(io::ErrorKind::StorageFull))
            }
            _ => Ok(()),
        }
    }
}
