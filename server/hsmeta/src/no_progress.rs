//! In WebAssembly, which has no thread to draw a line in.

pub(crate) struct Progress;

impl Progress {
    pub(crate) fn start(_quiet: bool) -> Progress {
        Progress
    }

    pub(crate) fn is_shown(&self) -> bool {
        false
    }

    pub(crate) fn count(&self) {}
}
