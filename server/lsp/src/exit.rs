//! When the server ends, and how: `exit` works while handlers wait and while stdin stays open.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

use super::LAST_WORDS;

/// Whether the client asked for the end.
#[derive(Default)]
pub(super) struct Exit {
    wanted: Notify,
    was_shut_down: AtomicBool,
}

impl Exit {
    /// Waits until the server has to end and had the time to write its last answers.
    pub(super) async fn wanted(&self) {
        self.wanted.notified().await;
        tokio::time::sleep(LAST_WORDS).await;
    }

    /// Asks for the end.
    pub(super) fn ask(&self) {
        self.wanted.notify_one();
    }

    /// Remembers that `shutdown` came.
    pub(super) fn shut_down(&self) {
        self.was_shut_down.store(true, Ordering::SeqCst);
    }

    /// Whether `shutdown` came before the end: the exit code is 0 then, else 1, as the protocol has it.
    pub(super) fn is_clean(&self) -> bool {
        self.was_shut_down.load(Ordering::SeqCst)
    }
}

/// Asks for the end when the process `id` is gone: a client that died may leave stdin open in another process.
#[cfg(unix)]
pub(super) async fn watch_parent(id: u32, exit: std::sync::Arc<Exit>) {
    use std::time::Duration;

    use rustix::process::{Pid, test_kill_process};

    const PAUSE: Duration = Duration::from_secs(2);
    let Some(parent) = i32::try_from(id).ok().and_then(Pid::from_raw) else {
        return;
    };
    // A process of another user is there, and may not be signalled.
    while test_kill_process(parent) != Err(rustix::io::Errno::SRCH) {
        tokio::time::sleep(PAUSE).await;
    }
    tracing::warn!("the process {id} that started the server is gone");
    exit.ask();
}

/// Where there are no signals, the end of stdin says it.
#[cfg(not(unix))]
pub(super) async fn watch_parent(_: u32, _: std::sync::Arc<Exit>) {}
