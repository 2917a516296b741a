//! When and how the server ends: `exit` works while requests are pending and while stdin stays
//! open.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// The time for writing the last answers after `exit`: the client may have stopped reading.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(200);

/// The end of the session, as requested by the client.
#[derive(Default)]
pub(crate) struct Exit {
    requested: Notify,
    was_shut_down: AtomicBool,
}

impl Exit {
    /// Waits until the end is requested and the last answers had time to be written.
    pub(crate) async fn requested(&self) {
        self.requested.notified().await;
        tokio::time::sleep(FLUSH_TIMEOUT).await;
    }

    pub(crate) fn request(&self) {
        self.requested.notify_one();
    }

    /// Records that `shutdown` was received.
    pub(crate) fn shut_down(&self) {
        self.was_shut_down.store(true, Ordering::SeqCst);
    }

    /// Whether `shutdown` was received before the end; the protocol requires exit code 1 otherwise.
    pub(crate) fn is_clean(&self) -> bool {
        self.was_shut_down.load(Ordering::SeqCst)
    }
}

/// Requests the end when the process `id` has terminated: a client that crashed may leave stdin
/// open in another process.
#[cfg(unix)]
pub(crate) async fn watch_parent(id: u32, exit: std::sync::Arc<Exit>) {
    use rustix::process::{Pid, test_kill_process};

    const POLL_INTERVAL: Duration = Duration::from_secs(2);
    let Some(parent) = i32::try_from(id).ok().and_then(Pid::from_raw) else {
        return;
    };
    // Other errors do not mean that it has terminated: a process of another user must not be
    // signaled.
    while test_kill_process(parent) != Err(rustix::io::Errno::SRCH) {
        tokio::time::sleep(POLL_INTERVAL).await;
    }
    tracing::warn!("the parent process {id} has terminated");
    exit.request();
}

/// Without signals, the server ends with stdin.
#[cfg(not(unix))]
pub(crate) async fn watch_parent(_: u32, _: std::sync::Arc<Exit>) {}
